using System;
using System.Collections.Generic;

namespace Desk.Lookup
{
    /// <summary>Days on which no courier drives: fixed dates, and those that move with Easter.</summary>
    public static class Holidays
    {
        public static DateTime EasterSunday(int year)
        {
            int golden = year % 19;
            int century = year / 100;
            int epact = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
            int moon = epact - epact / 28 * (1 - epact / 28 * (29 / (epact + 1)) * ((21 - golden) / 11));
            int weekday = (year + year / 4 + moon + 2 - century + century / 4) % 7;
            int offset = moon - weekday;
            int month = 3 + (offset + 40) / 44;
            int day = offset + 28 - 31 * (month / 4);
            return new DateTime(year, month, day);
        }

        public static IEnumerable<DateTime> Of(int year)
        {
            DateTime easter = EasterSunday(year);
            yield return new DateTime(year, 1, 1);
            yield return easter.AddDays(-2);
            yield return easter.AddDays(1);
            yield return new DateTime(year, 12, 25);
        }
    }
}
