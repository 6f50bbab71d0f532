# The kiosk beside the door: it opens a locker for whoever knows the pickup code.
class Kiosk
  Attempt = Struct.new(:code, :at)

  def initialize(lockers, clock: Time)
    @lockers = lockers
    @clock = clock
    @failed = []
  end

  # Returns the locker's number, :wrong, or :wait after three wrong codes within a minute.
  def open_with(code)
    return :wait if recent_failures.size >= 3

    number, = @lockers.find { |_, pickup| pickup == code }
    if number.nil?
      @failed << Attempt.new(code, @clock.now)
      return :wrong
    end
    @lockers.delete(number)
    @failed.clear
    number
  end

  private

  def recent_failures
    @failed.select { |attempt| @clock.now - attempt.at < 60 }
  end
end
