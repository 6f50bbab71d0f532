# Opening hours by weekday, with the odd day that differs.
class OpeningHours
  def initialize(weekly, exceptions = {})
    @weekly = weekly
    @exceptions = exceptions
  end

  def open_at?(moment)
    spans = @exceptions.fetch(moment.to_date) { @weekly.fetch(moment.wday, []) }
    minute = moment.hour * 60 + moment.min
    spans.any? { |from, upto| minute >= from && minute < upto }
  end

  def next_opening(moment)
    (0..7).each do |days|
      day = moment.to_date + days
      spans = @exceptions.fetch(day) { @weekly.fetch(day.wday, []) }
      spans.each do |from, _|
        opening = Time.new(day.year, day.month, day.day, from / 60, from % 60)
        return opening if opening > moment
      end
    end
    nil
  end
end
