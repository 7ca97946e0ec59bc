use common::testing::Signer;

use super::{RecordSignatures, Settings};
use crate::limits::MAX_TIMEOUT_SEC;
use crate::testing::*;

fn settings(host: &Host) -> Settings {
    host.serve(host.call("any"), |registry| registry.settings())
        .unwrap()
}

/// [fault] of upstream, spec/services.md §1.3, §7 registry 5: anyone may set the timeouts.
#[test]
fn only_the_creator_and_the_host_change_settings() {
    let host = Host::new(900);
    let wanted = "Only the creator of the registry service and its host may change settings";
    for init in ["stranger", ""] {
        let refused = |result: common::Result<()>| assert_eq!(result, Err(wanted.to_string()));
        refused(host.serve(host.call(init), |r| r.set_expired_timeout(1)));
        refused(host.serve(host.call(init), |r| r.set_stale_timeout(1)));
        refused(host.serve(host.call(init), |r| r.set_record_signatures("upstream")));
        refused(host.serve(host.call(init), |r| r.set_clock_skew(1)));
    }
    assert_eq!(settings(&host), Settings::default());
    for init in ["creator", &host.id()] {
        assert_eq!(
            host.serve(host.call(init), |r| r.set_expired_timeout(100)),
            Ok(())
        );
        assert_eq!(
            host.serve(host.call(init), |r| r.set_stale_timeout(10)),
            Ok(())
        );
        assert_eq!(
            host.serve(host.call(init), |r| r.set_record_signatures("strict")),
            Ok(())
        );
        assert_eq!(
            host.serve(host.call(init), |r| r.set_clock_skew(120)),
            Ok(())
        );
    }
    let set = Settings {
        expired_timeout: 100,
        stale_timeout: 10,
        clock_skew: 120,
        record_signatures: RecordSignatures::Strict,
    };
    assert_eq!(settings(&host.reopened()), set);
}

#[test]
fn settings_have_bounds() {
    let host = Host::new(900);
    for seconds in [0, MAX_TIMEOUT_SEC + 1, u64::MAX] {
        let refused = host.serve(host.call("creator"), |r| r.set_expired_timeout(seconds));
        assert!(refused
            .unwrap_err()
            .starts_with("timeout_sec must be from 1 to "));
        assert!(host
            .serve(host.call("creator"), |r| r.set_stale_timeout(seconds))
            .is_err());
    }
    assert!(host
        .serve(host.call("creator"), |r| r.set_record_signatures("any"))
        .is_err());
    assert_eq!(
        host.serve(host.call("creator"), |r| r.set_clock_skew(601)),
        Err("skew_sec must be at most 600, was 601".to_string())
    );
}

/// spec/services.md §2.4: upstream's check of a record's age is a constant, whatever is set.
#[test]
fn timeouts_hold_everywhere() {
    let owner = Signer::ed25519(1);
    let (host, key_id) = host_with_key(&owner, T);
    let set = host.serve(host.call("creator"), |registry| {
        registry.set_expired_timeout(100)?;
        registry.set_stale_timeout(10)
    });
    assert_eq!(set, Ok(()));
    let record = own_record(&owner, &key_id, T);
    host.put(&record, 0, T + 99).unwrap();
    assert_eq!(host.records(&key_id, T + 100), Ok(vec![]));
    let expired = host.put(&record, 0, T + 100).unwrap_err();
    assert_eq!(expired, "Record is already expired");
    let key = host.key(&key_id).unwrap();
    host.republish_key("neighbour", &key, T + 1).unwrap();
    assert_eq!((host.stale(T + 10).len(), host.stale(T + 11).len()), (0, 1));
}
