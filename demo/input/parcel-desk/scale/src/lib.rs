//! Reads the counter's scale: a line of text a measurement, some of them torn.

/// One reading in grams, and whether the plate had come to rest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    pub grams: u32,
    pub stable: bool,
}

#[derive(Debug, PartialEq)]
pub enum ScaleError {
    Torn(String),
    Overload,
}

/// Parses a line such as `ST,+ 1.250kg`; `US` marks an unstable reading and `OL` an overload.
pub fn parse_line(line: &str) -> Result<Reading, ScaleError> {
    let line = line.trim();
    if line.starts_with("OL") {
        return Err(ScaleError::Overload);
    }
    let (mark, rest) = line.split_once(',').ok_or_else(|| ScaleError::Torn(line.to_string()))?;
    let digits: String = rest.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let kilograms: f64 = digits.parse().map_err(|_| ScaleError::Torn(line.to_string()))?;
    Ok(Reading { grams: (kilograms * 1000.0).round() as u32, stable: mark == "ST" })
}

/// The first weight that three stable readings in a row agree on within two grams.
pub fn settle<'a>(lines: impl Iterator<Item = &'a str>) -> Option<u32> {
    let mut run: Vec<u32> = Vec::new();
    for line in lines {
        match parse_line(line) {
            Ok(reading) if reading.stable => {
                if run.last().is_some_and(|last| last.abs_diff(reading.grams) > 2) {
                    run.clear();
                }
                run.push(reading.grams);
            }
            _ => run.clear(),
        }
        if run.len() == 3 {
            return run.last().copied();
        }
    }
    None
}
