//! The names of processes, by which leases are told apart, and by which one can tell that a process is gone.

use std::path::Path;

/// The name of this process, which no other has nor any dead one had: its number, when it began, and where its number counts.
pub(super) fn name() -> String {
    let began = jiff::Timestamp::now().as_nanosecond();
    let number = std::process::id();
    match realm() {
        Some(realm) => format!("{number}-{began}-{realm}"),
        None => format!("{number}-{began}"),
    }
}

/// Whether the process of this name is surely gone. A number that some process bears again, one of another machine, or one of
/// which nothing can be told, is not: its lease has to run out.
pub(super) fn is_gone(name: &str) -> bool {
    let mut parts = name.splitn(3, '-');
    let number = parts.next().and_then(|number| number.parse::<u32>().ok());
    let (Some(number), Some(_began), Some(realm)) = (number, parts.next(), parts.next()) else {
        return false;
    };
    let is_there = |number: u32| Path::new("/proc").join(number.to_string()).try_exists();
    // Where the first process cannot be seen, others may be hidden from this user as well.
    let sees_all = matches!(is_there(1), Ok(true));
    realm_is_ours(realm) && sees_all && matches!(is_there(number), Ok(false))
}

fn realm_is_ours(realm: &str) -> bool {
    self::realm().is_some_and(|ours| ours == realm)
}

/// Where process numbers count: this start of this machine, and this container of it. `None` where the system does not say.
fn realm() -> Option<String> {
    let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    let space = std::fs::read_link("/proc/self/ns/pid").ok()?;
    Some(format!("{}-{}", boot.trim(), space.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_is_not_gone_and_one_of_elsewhere_might_not_be() {
        assert!(!is_gone(&name()));
        assert!(!is_gone("4000000-1"), "an older name");
        assert!(!is_gone("4000000-1-elsewhere"));
        assert!(!is_gone("nonsense"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_number_that_no_process_of_ours_bears_is_gone() {
        let realm = realm().expect("the system says");
        // Linux counts to 4194304 at most.
        assert!(is_gone(&format!("4294967295-1-{realm}")));
    }
}
