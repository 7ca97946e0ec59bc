// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import "./Interfaces.sol";

/// All of it at one address, as nox from 0.25 on wants it: it reads here, and filters logs by this address alone. A contract of its
/// own, since `getComputeUnits` has the selector of the market's and other rows.
contract Diamond {
    ICore public immutable core;

    event ComputeUnitsMatched(
        bytes32 indexed peerId, address deal, bytes32 onchainWorkerId, bytes32[] cuIds, CIDV1 appCID
    );
    event CommitmentActivated(
        bytes32 indexed peerId, bytes32 indexed commitmentId, uint256 startEpoch, uint256 endEpoch, bytes32[] unitIds
    );
    event UnitActivated(bytes32 indexed commitmentId, bytes32 indexed unitId, uint256 startEpoch);
    event UnitDeactivated(bytes32 indexed commitmentId, bytes32 indexed unitId);

    modifier onlyParts() {
        require(msg.sender == address(core.market()) || msg.sender == address(core.capacity()), "Diamond: not a part");
        _;
    }

    constructor(ICore core_) {
        core = core_;
    }

    function tellMatched(bytes32 peerId, address deal, bytes32 unitId, CIDV1 calldata app) external onlyParts {
        bytes32[] memory unitIds = new bytes32[](1);
        unitIds[0] = unitId;
        emit ComputeUnitsMatched(peerId, deal, unitId, unitIds, app);
    }

    function tellActivated(bytes32 peerId, bytes32 id, uint256 start, uint256 end, bytes32[] calldata unitIds)
        external
        onlyParts
    {
        emit CommitmentActivated(peerId, id, start, end, unitIds);
    }

    function tellUnitOn(bytes32 commitmentId, bytes32 unitId, uint256 start) external onlyParts {
        emit UnitActivated(commitmentId, unitId, start);
    }

    function tellUnitOff(bytes32 commitmentId, bytes32 unitId) external onlyParts {
        emit UnitDeactivated(commitmentId, unitId);
    }

    function submitProofs(bytes32[] calldata unitIds, bytes32[] calldata localNonces, bytes32[] calldata hashes) external {
        require(unitIds.length == localNonces.length && unitIds.length == hashes.length, "Diamond: lengths differ");
        for (uint256 i; i < unitIds.length; ++i) core.capacity().submitProofOf(msg.sender, unitIds[i], localNonces[i]);
    }

    function getComputePeer(bytes32 peerId) external view returns (ComputePeer memory) {
        return core.market().getComputePeer(peerId);
    }

    function getComputeUnits(bytes32 peerId) external view returns (WorkerUnitView[] memory rows) {
        ComputeUnitView[] memory units = core.market().getComputeUnits(peerId);
        rows = new WorkerUnitView[](units.length);
        for (uint256 i; i < units.length; ++i) {
            bytes32 worker = units[i].deal == address(0) ? bytes32(0) : units[i].id;
            rows[i] = WorkerUnitView(units[i].id, units[i].deal, units[i].startEpoch, worker);
        }
    }

    function getStatus(bytes32 commitmentId) external view returns (CommitmentStatus) {
        return core.capacity().getStatus(commitmentId);
    }

    function getGlobalNonce() external view returns (bytes32) {
        return core.capacity().getGlobalNonce();
    }

    function difficulty() external view returns (bytes32) {
        return core.difficulty();
    }

    function initTimestamp() external view returns (uint256) {
        return core.initTimestamp();
    }

    function currentEpoch() external view returns (uint256) {
        return core.currentEpoch();
    }

    function epochDuration() external view returns (uint256) {
        return core.epochDuration();
    }

    function minProofsPerEpoch() external view returns (uint256) {
        return core.minProofsPerEpoch();
    }

    function maxProofsPerEpoch() external view returns (uint256) {
        return core.maxProofsPerEpoch();
    }
}
