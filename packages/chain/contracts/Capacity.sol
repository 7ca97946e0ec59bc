// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import "./Interfaces.sol";
import "./Batch.sol";

/// Commitments of peers: with one its units can be matched. No proofs are asked for here, so none fails; there is nothing to earn.
contract Capacity is Batch {
    /// A status that is stored; the others follow from time.
    enum Stage {
        None,
        Created,
        Deposited,
        Gone
    }

    struct Commitment {
        Stage stage;
        bytes32 peerId;
        address provider;
        address delegator;
        uint256 collateralPerUnit;
        uint256 unitCount;
        uint256 duration;
        uint256 rate;
        uint256 startEpoch;
        uint256 exitedUnitCount;
    }

    ICore public immutable core;

    mapping(bytes32 => Commitment) private commitments;
    mapping(bytes32 => mapping(bytes32 => bool)) private exited;
    uint256 private created;

    error CapacityCommitmentIsNotActive(CommitmentStatus status);
    error CapacityCommitmentIsActive(CommitmentStatus status);
    /// In nox's vocabulary; never thrown, since proofs are not counted.
    error TooManyProofs();

    event CommitmentCreated(
        bytes32 indexed peerId,
        bytes32 commitmentId,
        uint256 duration,
        address delegator,
        uint256 rewardDelegationRate,
        uint256 fltCollateralPerUnit
    );
    event CollateralDeposited(bytes32 indexed commitmentId, uint256 totalCollateral);
    event CommitmentActivated(
        bytes32 indexed peerId, bytes32 indexed commitmentId, uint256 startEpoch, uint256 endEpoch, bytes32[] unitIds
    );
    event CommitmentFinished(bytes32 indexed commitmentId);
    event CommitmentRemoved(bytes32 indexed commitmentId);
    event ProofSubmitted(bytes32 indexed commitmentId, bytes32 indexed unitId, bytes32 localUnitNonce);
    event RewardWithdrawn(bytes32 indexed commitmentId, uint256 amount);
    event UnitActivated(bytes32 indexed commitmentId, bytes32 indexed unitId, uint256 startEpoch);
    event UnitDeactivated(bytes32 indexed commitmentId, bytes32 indexed unitId);

    modifier onlyMarket() {
        require(msg.sender == address(core.market()), "Only market");
        _;
    }

    constructor(ICore core_) {
        core = core_;
    }

    /// @param duration in epochs
    /// @param delegator who may deposit; zero: anybody
    /// @param rate share of the delegator, of `core.precision()`
    function createCommitment(bytes32 peerId, uint256 duration, address delegator, uint256 rate)
        external
        returns (bytes32 id)
    {
        ComputePeer memory peer = core.market().getComputePeer(peerId);
        require(peer.commitmentId == 0, "Peer already has commitment");
        address provider = core.market().getOffer(peer.offerId).provider;
        require(provider == msg.sender, "Only provider can create capacity commitment");
        require(duration > core.minDuration(), "Duration should be greater than min capacity commitment duration");
        require(rate > 0, "Reward delegation rate should be greater than 0");
        require(rate <= core.precision(), "Reward delegation rate should be less or equal 1");
        id = keccak256(abi.encode(peerId, ++created));
        Commitment storage made = commitments[id];
        (made.stage, made.peerId, made.provider, made.delegator) = (Stage.Created, peerId, provider, delegator);
        (made.unitCount, made.duration, made.rate) = (peer.unitCount, duration, rate);
        made.collateralPerUnit = core.fltCollateralPerUnit();
        core.market().setCommitmentId(peerId, id);
        emit CommitmentCreated(peerId, id, duration, delegator, rate, made.collateralPerUnit);
    }

    /// Exactly what the commitments ask for together. They are active at once: who deposits can be matched in the next block.
    function depositCollateral(bytes32[] calldata ids) external payable {
        uint256 total;
        for (uint256 i; i < ids.length; ++i) total += activate(ids[i]);
        require(msg.value <= total, "Excessive value");
        require(msg.value == total, "Not enough value");
    }

    function activate(bytes32 id) private returns (uint256 collateral) {
        Commitment storage it = existing(id);
        require(it.stage == Stage.Created, "Capacity commitment is not in WaitDelegation status");
        require(it.delegator == address(0) || it.delegator == msg.sender, "Only delegator can lock collateral");
        (it.stage, it.delegator, it.startEpoch) = (Stage.Deposited, msg.sender, core.currentEpoch());
        collateral = it.unitCount * it.collateralPerUnit;
        bytes32[] memory unitIds = core.market().startUnits(it.peerId);
        emit CollateralDeposited(id, collateral);
        emit CommitmentActivated(it.peerId, id, it.startEpoch, endOf(it), unitIds);
        core.diamond().tellActivated(it.peerId, id, it.startEpoch, endOf(it), unitIds);
    }

    /// Takes back what nobody has deposited for.
    function removeCommitment(bytes32 id) external {
        Commitment storage it = existing(id);
        require(it.stage == Stage.Created, "Capacity commitment is not in WaitDelegation status");
        require(it.provider == msg.sender, "Only provider can remove capacity commitment");
        it.stage = Stage.Gone;
        core.market().setCommitmentId(it.peerId, 0);
        emit CommitmentRemoved(id);
    }

    /// Units leave a commitment whose time is over; a deal that they are in goes on.
    function removeCUFromCC(bytes32 id, bytes32[] calldata unitIds) external {
        Commitment storage it = existing(id);
        requireInactive(it);
        for (uint256 i; i < unitIds.length; ++i) {
            bool known = core.market().getComputeUnit(unitIds[i]).peerId == it.peerId;
            require(known && !exited[id][unitIds[i]], "Compute unit is not in capacity commitment");
            exited[id][unitIds[i]] = true;
            ++it.exitedUnitCount;
            emit UnitDeactivated(id, unitIds[i]);
            core.diamond().tellUnitOff(id, unitIds[i]);
        }
    }

    /// Gives the collateral back to who deposited it.
    function finishCommitment(bytes32 id) external {
        Commitment storage it = existing(id);
        requireInactive(it);
        require(it.exitedUnitCount == it.unitCount, "For finish commitment all units should be exited");
        it.stage = Stage.Gone;
        core.market().setCommitmentId(it.peerId, 0);
        emit CommitmentFinished(id);
        (bool sent,) = it.delegator.call{value: it.unitCount * it.collateralPerUnit}("");
        require(sent, "Collateral cannot be sent");
    }

    /// There are no rewards here; the event says so.
    function withdrawReward(bytes32 id) external {
        existing(id);
        emit RewardWithdrawn(id, 0);
    }

    /// Written down, not checked.
    function submitProof(bytes32 unitId, bytes32 localNonce, bytes32) external {
        writeProof(msg.sender, unitId, localNonce);
    }

    function submitProofOf(address sender, bytes32 unitId, bytes32 localNonce) external {
        require(msg.sender == address(core.diamond()), "Only diamond");
        writeProof(sender, unitId, localNonce);
    }

    function writeProof(address sender, bytes32 unitId, bytes32 localNonce) private {
        ComputePeer memory peer = core.market().getComputePeer(core.market().getComputeUnit(unitId).peerId);
        require(peer.owner == sender, "Only compute peer owner can submit proof");
        CommitmentStatus status = getStatus(peer.commitmentId);
        if (status != CommitmentStatus.Active) revert CapacityCommitmentIsNotActive(status);
        emit ProofSubmitted(peer.commitmentId, unitId, localNonce);
    }

    function unitJoinedDeal(bytes32 id, bytes32 unitId) external onlyMarket {
        emit UnitDeactivated(id, unitId);
        core.diamond().tellUnitOff(id, unitId);
    }

    function unitLeftDeal(bytes32 id, bytes32 unitId) external onlyMarket {
        if (getStatus(id) != CommitmentStatus.Active) return;
        emit UnitActivated(id, unitId, core.currentEpoch());
        core.diamond().tellUnitOn(id, unitId, core.currentEpoch());
    }

    function getStatus(bytes32 id) public view returns (CommitmentStatus) {
        return statusOf(existing(id));
    }

    function getCommitment(bytes32 id) external view returns (CommitmentView memory shown) {
        Commitment storage it = existing(id);
        (shown.status, shown.peerId, shown.delegator) = (statusOf(it), it.peerId, it.delegator);
        (shown.collateralPerUnit, shown.unitCount) = (it.collateralPerUnit, it.unitCount);
        (shown.startEpoch, shown.endEpoch) = (it.startEpoch, it.startEpoch == 0 ? 0 : endOf(it));
        (shown.rewardDelegatorRate, shown.exitedUnitCount) = (it.rate, it.exitedUnitCount);
    }

    function getGlobalNonce() external view returns (bytes32) {
        return keccak256(abi.encode(core.currentEpoch()));
    }

    function totalRewards(bytes32 id) external view returns (uint256) {
        existing(id);
        return 0;
    }

    function unlockedRewards(bytes32 id) external view returns (uint256) {
        existing(id);
        return 0;
    }

    function existing(bytes32 id) private view returns (Commitment storage it) {
        it = commitments[id];
        require(it.stage != Stage.None, "Capacity commitment doesn't exist");
    }

    function requireInactive(Commitment storage it) private view {
        CommitmentStatus status = statusOf(it);
        if (status != CommitmentStatus.Inactive) revert CapacityCommitmentIsActive(status);
    }

    function statusOf(Commitment storage it) private view returns (CommitmentStatus) {
        if (it.stage == Stage.Gone) return CommitmentStatus.Removed;
        if (it.stage == Stage.Created) return CommitmentStatus.WaitDelegation;
        return core.currentEpoch() < endOf(it) ? CommitmentStatus.Active : CommitmentStatus.Inactive;
    }

    /// The first epoch that is not covered.
    function endOf(Commitment storage it) private view returns (uint256) {
        return it.startEpoch + it.duration;
    }
}
