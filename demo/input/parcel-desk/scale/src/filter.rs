/// A median over the last readings: one jolt of the counter must not change a price.
pub struct MedianFilter {
    window: Vec<u32>,
    size: usize,
}

impl MedianFilter {
    pub fn new(size: usize) -> Self {
        assert!(size % 2 == 1, "a median needs an odd number of readings");
        MedianFilter { window: Vec::with_capacity(size), size }
    }

    pub fn push(&mut self, grams: u32) -> Option<u32> {
        if self.window.len() == self.size {
            self.window.remove(0);
        }
        self.window.push(grams);
        if self.window.len() < self.size {
            return None;
        }
        let mut sorted = self.window.clone();
        sorted.sort_unstable();
        Some(sorted[self.size / 2])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_jolt_is_ignored() {
        let mut filter = MedianFilter::new(3);
        assert_eq!(filter.push(500), None);
        assert_eq!(filter.push(9_000), None);
        assert_eq!(filter.push(502), Some(502));
    }
}
