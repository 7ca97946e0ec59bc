// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import "./Interfaces.sol";
import "./Batch.sol";

/// Who offers which peers and units at what price, and which unit is in which deal.
contract Market is Batch {
    /// Ids in any order; `placeOf` is the index plus one.
    struct Listing {
        bytes32[] ids;
        mapping(bytes32 => uint256) placeOf;
    }

    ICore public immutable core;

    mapping(address => ProviderInfo) private providers;
    mapping(bytes32 => Offer) private offers;
    mapping(bytes32 => ComputePeer) private peers;
    mapping(bytes32 => ComputeUnit) private units;
    mapping(bytes32 => mapping(bytes32 => bool)) private hasEffector;
    Listing private offersHere;
    mapping(bytes32 => Listing) private peersOf;
    mapping(bytes32 => Listing) private unitsOf;
    uint256 private offersMade;

    error MinWorkersNotMatched(uint256 minWorkers);

    event ProviderInfoUpdated(address indexed provider, string name, CIDV1 metadata);
    event MarketOfferRegistered(
        address indexed provider,
        bytes32 offerId,
        uint256 minPricePerWorkerEpoch,
        address paymentToken,
        CIDV1[] effectors,
        uint256 minProtocolVersion,
        uint256 maxProtocolVersion
    );
    /// Not of upstream's ABI: an indexer could not know otherwise.
    event OfferRemoved(bytes32 indexed offerId);
    event MinPricePerEpochUpdated(bytes32 indexed offerId, uint256 minPricePerWorkerEpoch);
    event PaymentTokenUpdated(bytes32 indexed offerId, address paymentToken);
    event EffectorAdded(bytes32 indexed offerId, CIDV1 effector);
    event EffectorRemoved(bytes32 indexed offerId, CIDV1 effector);
    event PeerCreated(bytes32 indexed offerId, bytes32 peerId, address owner);
    event PeerRemoved(bytes32 indexed offerId, bytes32 indexed peerId);
    event ComputeUnitCreated(bytes32 indexed peerId, bytes32 unitId);
    event ComputeUnitRemoved(bytes32 indexed peerId, bytes32 indexed unitId);
    event ComputeUnitAddedToDeal(bytes32 indexed unitId, address deal, bytes32 peerId);
    event ComputeUnitRemovedFromDeal(bytes32 indexed unitId, address deal, bytes32 peerId);
    event ComputeUnitMatched(
        bytes32 indexed peerId, address deal, bytes32 unitId, uint256 dealCreationBlock, CIDV1 appCID
    );

    modifier onlyCapacity() {
        require(msg.sender == address(core.capacity()), "Only capacity");
        _;
    }

    modifier onlyProviderOf(bytes32 offerId) {
        require(existingOffer(offerId).provider == msg.sender, "Only owner can change offer");
        _;
    }

    constructor(ICore core_) {
        core = core_;
    }

    // Providers and their offers

    function setProviderInfo(string calldata name, CIDV1 calldata metadata) external {
        require(bytes(name).length > 0, "Name should be not empty");
        providers[msg.sender] = ProviderInfo(name, metadata);
        emit ProviderInfoUpdated(msg.sender, name, metadata);
    }

    function registerMarketOffer(
        uint256 minPricePerWorkerEpoch,
        address paymentToken,
        CIDV1[] calldata effectors,
        RegisterComputePeer[] calldata newPeers,
        uint256 minVersion,
        uint256 maxVersion
    ) external returns (bytes32 offerId) {
        require(bytes(providers[msg.sender].name).length > 0, "Provider doesn't exist");
        requirePayable(minPricePerWorkerEpoch, paymentToken);
        require(minVersion >= core.minProtocolVersion(), "Min protocol version too small");
        require(maxVersion <= core.maxProtocolVersion(), "Max protocol version too big");
        require(minVersion <= maxVersion, "Wrong protocol versions");
        offerId = keccak256(abi.encode(msg.sender, ++offersMade));
        offers[offerId] = Offer(msg.sender, minPricePerWorkerEpoch, paymentToken, 0, minVersion, maxVersion);
        enlist(offersHere, offerId);
        for (uint256 i; i < effectors.length; ++i) enableEffector(offerId, effectors[i]);
        emit MarketOfferRegistered(
            msg.sender, offerId, minPricePerWorkerEpoch, paymentToken, effectors, minVersion, maxVersion
        );
        for (uint256 i; i < newPeers.length; ++i) addPeer(offerId, newPeers[i]);
    }

    function removeOffer(bytes32 offerId) external onlyProviderOf(offerId) {
        require(offers[offerId].peerCount == 0, "Offer has compute peers");
        delete offers[offerId];
        delist(offersHere, offerId);
        emit OfferRemoved(offerId);
    }

    function changeMinPricePerWorkerEpoch(bytes32 offerId, uint256 price) external onlyProviderOf(offerId) {
        requirePayable(price, offers[offerId].paymentToken);
        offers[offerId].minPricePerWorkerEpoch = price;
        emit MinPricePerEpochUpdated(offerId, price);
    }

    function changePaymentToken(bytes32 offerId, address token) external onlyProviderOf(offerId) {
        requirePayable(offers[offerId].minPricePerWorkerEpoch, token);
        offers[offerId].paymentToken = token;
        emit PaymentTokenUpdated(offerId, token);
    }

    function addEffector(bytes32 offerId, CIDV1[] calldata effectors) external onlyProviderOf(offerId) {
        for (uint256 i; i < effectors.length; ++i) {
            enableEffector(offerId, effectors[i]);
            emit EffectorAdded(offerId, effectors[i]);
        }
    }

    function removeEffector(bytes32 offerId, CIDV1[] calldata effectors) external onlyProviderOf(offerId) {
        for (uint256 i; i < effectors.length; ++i) {
            bytes32 key = keyOf(effectors[i]);
            require(hasEffector[offerId][key], "Effector doesn't exist");
            hasEffector[offerId][key] = false;
            emit EffectorRemoved(offerId, effectors[i]);
        }
    }

    // Peers and their units

    function addComputePeers(bytes32 offerId, RegisterComputePeer[] calldata newPeers) external onlyProviderOf(offerId) {
        require(newPeers.length > 0, "Peers should not be empty");
        for (uint256 i; i < newPeers.length; ++i) addPeer(offerId, newPeers[i]);
    }

    function removeComputePeer(bytes32 peerId) external {
        ComputePeer storage peer = changeablePeer(peerId, "Only owner can change offer");
        require(peer.unitCount == 0, "Peer has compute units");
        bytes32 offerId = peer.offerId;
        --offers[offerId].peerCount;
        delist(peersOf[offerId], peerId);
        delete peers[peerId];
        emit PeerRemoved(offerId, peerId);
    }

    function addComputeUnits(bytes32 peerId, bytes32[] calldata unitIds) external {
        changeablePeer(peerId, "Only owner can change offer");
        addUnits(peerId, unitIds);
    }

    function removeComputeUnit(bytes32 unitId) external {
        bytes32 peerId = existingUnit(unitId).peerId;
        ComputePeer storage peer = changeablePeer(peerId, "Only owner can remove compute unit");
        require(units[unitId].deal == address(0), "Compute unit is in deal");
        --peer.unitCount;
        delist(unitsOf[peerId], unitId);
        delete units[unitId];
        emit ComputeUnitRemoved(peerId, unitId);
    }

    // Deals

    /// Puts units into a deal. What does not fit is passed over, so that a client may offer more than it needs.
    /// @param unitIds a list for each offer; offers without one are passed over
    function matchDeal(IDeal deal, bytes32[] calldata offers_, bytes32[][] calldata unitIds) external {
        requireDeal(deal);
        require(deal.owner() == msg.sender, "Matcher: sender is not deal owner");
        require(isMatching(deal.getStatus()), "Matcher: deal is not active");
        DealTerms memory terms = deal.terms();
        for (uint256 i; i < offers_.length && i < unitIds.length; ++i) {
            if (!isSuitableOffer(deal, terms, offers_[i])) continue;
            for (uint256 j; j < unitIds[i].length; ++j) {
                if (isSuitableUnit(deal, terms, offers_[i], unitIds[i][j])) join(deal, terms.app, unitIds[i][j]);
            }
        }
        if (deal.getComputeUnitCount() < terms.minWorkers) revert MinWorkersNotMatched(terms.minWorkers);
    }

    /// What `matchDeal` would take now, for clients without an indexer: not of upstream's ABI.
    /// @return offers_ those with something to match
    /// @return unitIds one free unit of each of their peers, more than may be taken
    function matchable(IDeal deal) external view returns (bytes32[] memory offers_, bytes32[][] memory unitIds) {
        requireDeal(deal);
        DealTerms memory terms = deal.terms();
        bytes32[] storage offerIds = offersHere.ids;
        (offers_, unitIds) = (new bytes32[](offerIds.length), new bytes32[][](offerIds.length));
        uint256 count;
        for (uint256 i; i < offerIds.length; ++i) {
            if (!isSuitableOffer(deal, terms, offerIds[i])) continue;
            bytes32[] memory found = suitableUnits(deal, terms, offerIds[i]);
            if (found.length == 0) continue;
            (offers_[count], unitIds[count]) = (offerIds[i], found);
            ++count;
        }
        assembly ("memory-safe") {
            mstore(offers_, count)
            mstore(unitIds, count)
        }
    }

    function returnComputeUnitFromDeal(bytes32 unitId) external {
        ComputeUnit storage unit = existingUnit(unitId);
        require(unit.deal != address(0), "Compute unit already free");
        ComputePeer storage peer = peers[unit.peerId];
        require(
            msg.sender == IDeal(unit.deal).owner() || msg.sender == peer.owner
                || msg.sender == offers[peer.offerId].provider,
            "Only deal owner, peer owner and provider can remove compute unit from deal"
        );
        leave(unitId);
    }

    /// Asked by a deal whose worker is removed.
    function releaseUnit(bytes32 unitId) external {
        require(existingUnit(unitId).deal == msg.sender, "Only deal of compute unit");
        leave(unitId);
    }

    // Commitments

    function setCommitmentId(bytes32 peerId, bytes32 commitmentId) external onlyCapacity {
        existingPeer(peerId).commitmentId = commitmentId;
    }

    function startUnits(bytes32 peerId) external onlyCapacity returns (bytes32[] memory unitIds) {
        unitIds = unitsOf[peerId].ids;
        uint256 epoch = core.currentEpoch();
        for (uint256 i; i < unitIds.length; ++i) units[unitIds[i]].startEpoch = epoch;
    }

    // Reads

    function getProviderInfo(address provider) external view returns (ProviderInfo memory) {
        return providers[provider];
    }

    function getOffer(bytes32 offerId) external view returns (Offer memory) {
        return existingOffer(offerId);
    }

    function getComputePeer(bytes32 peerId) external view returns (ComputePeer memory) {
        return existingPeer(peerId);
    }

    function getComputeUnit(bytes32 unitId) external view returns (ComputeUnit memory) {
        return existingUnit(unitId);
    }

    function getComputeUnitIds(bytes32 peerId) external view returns (bytes32[] memory) {
        return unitsOf[peerId].ids;
    }

    function getComputeUnits(bytes32 peerId) external view returns (ComputeUnitView[] memory rows) {
        bytes32[] storage ids = unitsOf[peerId].ids;
        rows = new ComputeUnitView[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            ComputeUnit storage unit = units[ids[i]];
            rows[i] = ComputeUnitView(ids[i], unit.deal, unit.startEpoch);
        }
    }

    // Matching

    function isMatching(DealStatus status) private pure returns (bool) {
        return status == DealStatus.ACTIVE || status == DealStatus.NOT_ENOUGH_WORKERS;
    }

    function isSuitableOffer(IDeal deal, DealTerms memory terms, bytes32 offerId) private view returns (bool) {
        Offer storage offer = offers[offerId];
        if (offer.provider == address(0) || !deal.isProviderAllowed(offer.provider)) return false;
        if (offer.minPricePerWorkerEpoch > terms.pricePerWorkerEpoch) return false;
        if (offer.paymentToken != terms.paymentToken) return false;
        if (terms.protocolVersion < offer.minProtocolVersion) return false;
        if (terms.protocolVersion > offer.maxProtocolVersion) return false;
        for (uint256 i; i < terms.effectors.length; ++i) {
            if (!hasEffector[offerId][keyOf(terms.effectors[i])]) return false;
        }
        return true;
    }

    function isSuitableUnit(IDeal deal, DealTerms memory terms, bytes32 offerId, bytes32 unitId)
        private
        view
        returns (bool)
    {
        bytes32 peerId = units[unitId].peerId;
        if (peerId == 0 || peers[peerId].offerId != offerId || units[unitId].deal != address(0)) return false;
        if (deal.isComputePeerExist(peerId)) return false;
        if (deal.getComputeUnitCount() >= terms.targetWorkers) return false;
        address provider = offers[offerId].provider;
        if (deal.getComputeUnitCount(provider) >= terms.maxWorkersPerProvider) return false;
        // Whoever is on a list is trusted without collateral.
        return terms.accessType == AccessType.WHITELIST || isCommitted(peers[peerId].commitmentId);
    }

    function isCommitted(bytes32 id) private view returns (bool) {
        return id != 0 && core.capacity().getStatus(id) == CommitmentStatus.Active;
    }

    function suitableUnits(IDeal deal, DealTerms memory terms, bytes32 offerId)
        private
        view
        returns (bytes32[] memory found)
    {
        bytes32[] storage peerIds = peersOf[offerId].ids;
        found = new bytes32[](peerIds.length);
        uint256 count;
        for (uint256 i; i < peerIds.length; ++i) {
            bytes32[] storage ids = unitsOf[peerIds[i]].ids;
            // One of a peer: a deal takes no second one.
            for (uint256 j; j < ids.length; ++j) {
                if (!isSuitableUnit(deal, terms, offerId, ids[j])) continue;
                found[count++] = ids[j];
                break;
            }
        }
        assembly ("memory-safe") {
            mstore(found, count)
        }
    }

    function join(IDeal deal, CIDV1 memory app, bytes32 unitId) private {
        ComputeUnit storage unit = units[unitId];
        bytes32 peerId = unit.peerId;
        ComputePeer storage peer = peers[peerId];
        unit.deal = address(deal);
        if (peer.commitmentId != 0) core.capacity().unitJoinedDeal(peer.commitmentId, unitId);
        deal.addComputeUnit(offers[peer.offerId].provider, unitId, peerId);
        emit ComputeUnitAddedToDeal(unitId, address(deal), peerId);
        emit ComputeUnitMatched(peerId, address(deal), unitId, deal.creationBlock(), app);
        core.diamond().tellMatched(peerId, address(deal), unitId, app);
    }

    function leave(bytes32 unitId) private {
        ComputeUnit storage unit = units[unitId];
        address deal = unit.deal;
        bytes32 commitmentId = peers[unit.peerId].commitmentId;
        (unit.deal, unit.startEpoch) = (address(0), core.currentEpoch());
        IDeal(deal).removeComputeUnit(unitId);
        if (commitmentId != 0) core.capacity().unitLeftDeal(commitmentId, unitId);
        emit ComputeUnitRemovedFromDeal(unitId, deal, unit.peerId);
    }

    // Helpers

    function addPeer(bytes32 offerId, RegisterComputePeer calldata added) private {
        require(added.peerId != 0, "Peer id should be not empty");
        require(peers[added.peerId].offerId == 0, "Peer already exists in another offer");
        peers[added.peerId] = ComputePeer(offerId, 0, 0, added.owner);
        enlist(peersOf[offerId], added.peerId);
        ++offers[offerId].peerCount;
        emit PeerCreated(offerId, added.peerId, added.owner);
        addUnits(added.peerId, added.unitIds);
    }

    function addUnits(bytes32 peerId, bytes32[] calldata unitIds) private {
        require(unitIds.length > 0, "Units should be greater than 0");
        for (uint256 i; i < unitIds.length; ++i) {
            require(unitIds[i] != 0, "Unit id should be not empty");
            require(units[unitIds[i]].peerId == 0, "Compute unit already exists");
            units[unitIds[i]] = ComputeUnit(address(0), peerId, 0);
            enlist(unitsOf[peerId], unitIds[i]);
            emit ComputeUnitCreated(peerId, unitIds[i]);
        }
        peers[peerId].unitCount += unitIds.length;
    }

    function enableEffector(bytes32 offerId, CIDV1 calldata effector) private {
        bytes32 key = keyOf(effector);
        require(!hasEffector[offerId][key], "Effector already exists");
        hasEffector[offerId][key] = true;
    }

    function keyOf(CIDV1 memory cid) private pure returns (bytes32) {
        return keccak256(abi.encode(cid));
    }

    function requirePayable(uint256 price, address token) private pure {
        require(price > 0, "Min price per epoch should be greater than 0");
        require(token != address(0), "Payment token should be not zero address");
    }

    /// A deal of another factory could say what it likes about its units.
    function requireDeal(IDeal deal) private view {
        require(core.factory().hasDeal(address(deal)), "Matcher: deal is not from factory");
    }

    function existingOffer(bytes32 offerId) private view returns (Offer storage offer) {
        offer = offers[offerId];
        require(offer.provider != address(0), "Offer doesn't exist");
    }

    function existingPeer(bytes32 peerId) private view returns (ComputePeer storage peer) {
        peer = peers[peerId];
        require(peer.offerId != 0, "Peer doesn't exist");
    }

    function existingUnit(bytes32 unitId) private view returns (ComputeUnit storage unit) {
        unit = units[unitId];
        require(unit.peerId != 0, "Compute unit doesn't exist");
    }

    /// Of the sender, and not bound by a commitment to the units it has.
    function changeablePeer(bytes32 peerId, string memory refusal) private view returns (ComputePeer storage peer) {
        peer = existingPeer(peerId);
        require(offers[peer.offerId].provider == msg.sender, refusal);
        require(peer.commitmentId == 0, "Peer has commitment");
    }

    function enlist(Listing storage list, bytes32 id) private {
        list.ids.push(id);
        list.placeOf[id] = list.ids.length;
    }

    /// The last one takes its place.
    function delist(Listing storage list, bytes32 id) private {
        bytes32 last = list.ids[list.ids.length - 1];
        list.ids[list.placeOf[id] - 1] = last;
        list.placeOf[last] = list.placeOf[id];
        delete list.placeOf[id];
        list.ids.pop();
    }
}
