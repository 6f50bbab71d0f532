class Desk:
    def open(self):
        pass

    def close(self):
        pass

    def weigh(self):
        pass

    def price(self):
        pass

    def label(self):
        pass

    def hand_over(self):
        pass
