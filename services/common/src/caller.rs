//! Who calls, and where each argument comes from: nothing in here can be forged by an argument
//! (spec/services.md §0.1).

use std::fmt::Debug;

use marine_rs_sdk::{get_call_parameters, CallParameters};

/// The function that a value must come from, as the script names it.
pub struct Origin {
    pub service: &'static str,
    pub function: &'static str,
}

/// Where the time comes from.
pub const PEER_TIMESTAMP_SEC: Origin = Origin {
    service: "peer",
    function: "timestamp_sec",
};

pub struct Caller {
    parameters: CallParameters,
}

impl Caller {
    /// Of the call that is being served.
    pub fn current() -> Caller {
        Caller::new(get_call_parameters())
    }

    pub fn new(parameters: CallParameters) -> Caller {
        Caller { parameters }
    }

    pub fn init_peer_id(&self) -> &str {
        &self.parameters.particle.init_peer_id
    }

    /// The peer that executes the call: the worker on a worker, otherwise the host. Newer peers name both.
    pub fn host_id(&self) -> &str {
        match self.parameters.worker_id.as_str() {
            "" => &self.parameters.host_id,
            worker => worker,
        }
    }

    /// Whether the service's creator or the executing peer itself calls.
    pub fn is_owner(&self) -> bool {
        let init = self.init_peer_id();
        init == self.parameters.service_creator_peer_id || self.is_host()
    }

    /// Whether the executing peer itself calls.
    pub fn is_host(&self) -> bool {
        self.init_peer_id() == self.host_id()
    }

    /// When the particle ends, in seconds, by the clock of whoever made it: good for plausibility only.
    pub fn particle_end_sec(&self) -> u64 {
        let particle = &self.parameters.particle;
        particle.timestamp.saturating_add(particle.ttl.into()) / 1000
    }

    /// Whether element `index` of argument `argument` is what `origin` answered on the executing peer. The lens is not
    /// looked at. Otherwise the text is a dump of the tetraplet, or of all of them when there is none at `index`.
    pub fn check_origin(
        &self,
        argument: usize,
        index: usize,
        origin: &Origin,
    ) -> Result<(), String> {
        let all = self.parameters.tetraplets.get(argument);
        let Some(one) = all.and_then(|list| list.get(index)) else {
            return Err(match all {
                Some(list) => dump(list),
                None => dump(&self.parameters.tetraplets),
            });
        };
        let as_wanted = one.service_id == origin.service
            && one.function_name == origin.function
            && one.peer_pk == self.host_id();
        as_wanted.then_some(()).ok_or_else(|| dump(one))
    }
}

fn dump(value: &impl Debug) -> String {
    format!("{value:?}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Call;

    const TIME: &Origin = &PEER_TIMESTAMP_SEC;

    #[test]
    fn a_value_of_the_executing_peers_clock_is_taken_whatever_its_lens() {
        let call = Call::by("init").host("host");
        let caller = call.origin(1, "host", "peer", "timestamp_sec").caller();
        assert_eq!(caller.check_origin(1, 0, TIME), Ok(()));
        let worker = Call::by("init").host("host").worker("worker");
        let caller = worker.origin(0, "worker", "peer", "timestamp_sec").caller();
        assert_eq!(caller.check_origin(0, 0, TIME), Ok(()));
    }

    #[test]
    fn any_other_origin_is_refused_with_its_tetraplet() {
        for (peer, service, function) in [
            ("other", "peer", "timestamp_sec"),
            ("host", "op", "timestamp_sec"),
            ("host", "peer", "timestamp_ms"),
            ("host", "", ""),
        ] {
            let call = Call::by("init").host("host");
            let caller = call.origin(0, peer, service, function).caller();
            let error = caller.check_origin(0, 0, TIME).unwrap_err();
            assert!(
                error.starts_with("SecurityTetraplet { peer_pk: "),
                "{error}"
            );
            assert!(error.contains(peer) && error.contains(function), "{error}");
        }
    }

    #[test]
    fn what_is_not_there_is_refused_with_the_whole_list() {
        let call = Call::by("init").host("host");
        let caller = call.origin(0, "host", "peer", "timestamp_sec").caller();
        let error = caller.check_origin(0, 1, TIME).unwrap_err();
        assert!(error.starts_with("[SecurityTetraplet { "), "{error}");
        let error = caller.check_origin(1, 0, TIME).unwrap_err();
        assert!(error.starts_with("[[SecurityTetraplet { "), "{error}");
    }

    #[test]
    fn the_creator_and_the_executing_peer_own_the_service() {
        let call = |init| Call::by(init).host("host").creator("creator");
        assert!(call("creator").caller().is_owner());
        assert!(call("host").caller().is_owner());
        assert!(!call("other").caller().is_owner());
        assert!(!call("host").worker("worker").caller().is_owner());
    }
}
