//! Chance from a seed, and prices as shops make them.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// The same seed throws the same numbers.
pub struct Dice(StdRng);

/// How much something costs, in whole units from and to; the cents follow the trade.
#[derive(Debug, Clone, Copy)]
pub enum Price {
    /// One of these, in cents: a fare, a list price.
    One(&'static [i64]),
    /// Off a menu.
    Menu(i64, i64),
    /// Off a shelf.
    Shelf(i64, i64),
    /// A taxi, with the tip.
    Meter(i64, i64),
    /// Weighed, pumped, cut to length: any cents.
    Weighed(i64, i64),
}

const MENU: [i64; 16] = [0, 0, 0, 50, 50, 50, 90, 90, 90, 90, 80, 80, 40, 20, 60, 70];
const SHELF: [i64; 14] = [99, 99, 99, 99, 90, 90, 90, 95, 95, 49, 0, 50, 79, 98];
const METER: [i64; 11] = [0, 0, 0, 0, 50, 50, 50, 20, 80, 40, 60];

impl Dice {
    /// Dice that throw what this seed says.
    pub fn new(seed: u64) -> Self {
        Self(StdRng::seed_from_u64(seed))
    }

    /// A whole number from `low` to `high`, both possible.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0.random_range(low..=high.max(low))
    }

    /// True in `percent` of all throws.
    pub fn percent(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    /// One of a list, each as likely as the other. The list is not empty.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.0.random_range(0..list.len())]
    }

    /// One of a list, as likely as its weight; none when all weights are nothing.
    pub fn weighted<'a, T>(&mut self, list: &'a [T], weight: impl Fn(&T) -> i64) -> Option<&'a T> {
        let total: i64 = list.iter().map(&weight).sum();
        if total <= 0 {
            return None;
        }
        let mut left = self.between(1, total);
        list.iter().find(|item| {
            left -= weight(item);
            left <= 0
        })
    }

    /// A price in cents.
    pub fn price(&mut self, price: Price) -> i64 {
        match price {
            Price::One(prices) => *self.pick(prices),
            Price::Menu(low, high) => self.near(low, high) * 100 + *self.pick(&MENU),
            Price::Shelf(low, high) => self.near(low, high) * 100 + self.cents(&SHELF, 15),
            Price::Meter(low, high) => self.near(low, high) * 100 + self.cents(&METER, 5),
            Price::Weighed(low, high) => self.near(low, high) * 100 + self.cents(&MENU, 70),
        }
    }

    /// Mostly the usual endings, now and then any.
    fn cents(&mut self, usual: &[i64], any: i64) -> i64 {
        if self.percent(any) { self.between(1, 99) } else { *self.pick(usual) }
    }

    /// Small ones often, large ones seldom: the better of two throws among the doublings between `low` and `high`.
    fn near(&mut self, low: i64, high: i64) -> i64 {
        let doublings = i64::from((high / low.max(1)).max(1).ilog2());
        let doubling = self.between(0, doublings).min(self.between(0, doublings));
        let from = low << doubling;
        let to = if doublings == 0 { high } else { high.min(from * 2 - 1) };
        self.between(from, to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_keep_their_bounds_and_repeat_with_the_seed() {
        let prices = |seed| {
            let mut dice = Dice::new(seed);
            (0..500).map(move |_| dice.price(Price::Shelf(3, 900))).collect::<Vec<_>>()
        };
        assert_eq!(prices(1), prices(1));
        assert_ne!(prices(1), prices(2));
        assert!(prices(3).iter().all(|cents| (300..90_100).contains(cents)));
        assert!(prices(3).iter().filter(|cents| **cents < 10_000).count() > 300);
    }
}
