//! Whether two written names can mean one team among the reports of one match.
//!
//! A name is misspelt ("Ashborne Town"), shortened ("Ashbourne") or written as one word ("Ashbournetown"). That two names are
//! alike never makes two clubs one by itself: it takes the same opponent, day, score and scorers besides.

use super::people::folded;

/// Words that tell no club from another.
const TRIMMINGS: [&str; 7] = ["fc", "afc", "cf", "sc", "the", "club", "football"];

/// The shortest word that may have a slip of the pen in it, and the shortest that may have two, in letters.
const ONE_SLIP: usize = 5;
const TWO_SLIPS: usize = 9;

/// Whether each word of the shorter name stands in the longer one too, as it is or with a slip of the pen.
#[must_use]
pub fn are_alike(one: &str, other: &str) -> bool {
    let (one, other) = (folded(one), folded(other));
    let (mut shorter, mut longer) = (words(&one), words(&other));
    if shorter.len() > longer.len() {
        std::mem::swap(&mut shorter, &mut longer);
    }
    if shorter.is_empty() {
        return false;
    }
    // "Kestreltown": two words written as one. Of two words each, every one has to stand by itself: "Cork City" is not York.
    if shorter.len() < longer.len() && is_slip(&shorter.concat(), &longer.concat()) {
        return true;
    }
    let mut rest = longer;
    shorter.iter().all(|word| {
        let found = rest.iter().position(|there| is_slip(word, there));
        found.map(|at| rest.remove(at)).is_some()
    })
}

fn words(folded: &str) -> Vec<&str> {
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let telling: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !TRIMMINGS.contains(word))
        .collect();
    if telling.is_empty() { words } else { telling }
}

fn is_slip(one: &str, other: &str) -> bool {
    let shortest = one.chars().count().min(other.chars().count());
    let slips = match shortest {
        TWO_SLIPS.. => 2,
        ONE_SLIP.. => 1,
        _ => 0,
    };
    one == other || slips > 0 && strsim::osa_distance(one, other) <= slips
}
