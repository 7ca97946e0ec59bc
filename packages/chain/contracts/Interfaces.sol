// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import "./Types.sol";

// What the contracts ask of each other; each file compiles without the others' code.

interface IToken {
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

interface ICore {
    function market() external view returns (IMarket);
    function capacity() external view returns (ICapacity);
    function factory() external view returns (IDealFactory);
    function diamond() external view returns (IDiamond);
    function currentEpoch() external view returns (uint256);
    function initTimestamp() external view returns (uint256);
    function epochDuration() external view returns (uint256);
    function precision() external view returns (uint256);
    function difficulty() external view returns (bytes32);
    function minDuration() external view returns (uint256);
    function fltCollateralPerUnit() external view returns (uint256);
    function minDealDepositedEpochs() external view returns (uint256);
    function minProtocolVersion() external view returns (uint256);
    function maxProtocolVersion() external view returns (uint256);
    function minProofsPerEpoch() external view returns (uint256);
    function maxProofsPerEpoch() external view returns (uint256);
}

interface IMarket {
    function getOffer(bytes32 offerId) external view returns (Offer memory);
    function getComputePeer(bytes32 peerId) external view returns (ComputePeer memory);
    function getComputeUnit(bytes32 unitId) external view returns (ComputeUnit memory);
    function getComputeUnits(bytes32 peerId) external view returns (ComputeUnitView[] memory);
    function setCommitmentId(bytes32 peerId, bytes32 commitmentId) external;
    function startUnits(bytes32 peerId) external returns (bytes32[] memory unitIds);
    function releaseUnit(bytes32 unitId) external;
}

interface ICapacity {
    function getStatus(bytes32 commitmentId) external view returns (CommitmentStatus);
    function getGlobalNonce() external view returns (bytes32);
    function unitJoinedDeal(bytes32 commitmentId, bytes32 unitId) external;
    function unitLeftDeal(bytes32 commitmentId, bytes32 unitId) external;
    function submitProofOf(address sender, bytes32 unitId, bytes32 localNonce) external;
}

interface IDealFactory {
    function hasDeal(address deal) external view returns (bool);
}

interface IDeal {
    function initialize(ICore core, address owner, uint256 balance, DealTerms calldata terms) external;
    function owner() external view returns (address);
    function getStatus() external view returns (DealStatus);
    function terms() external view returns (DealTerms memory);
    function appCID() external view returns (CIDV1 memory);
    function creationBlock() external view returns (uint256);
    function getComputeUnitCount() external view returns (uint256);
    function getComputeUnitCount(address provider) external view returns (uint256);
    function isComputePeerExist(bytes32 peerId) external view returns (bool);
    function isProviderAllowed(address provider) external view returns (bool);
    function addComputeUnit(address provider, bytes32 unitId, bytes32 peerId) external;
    function removeComputeUnit(bytes32 unitId) external;
}

interface IDiamond {
    function tellMatched(bytes32 peerId, address deal, bytes32 unitId, CIDV1 calldata app) external;
    function tellActivated(bytes32 peerId, bytes32 id, uint256 start, uint256 end, bytes32[] calldata unitIds) external;
    function tellUnitOn(bytes32 commitmentId, bytes32 unitId, uint256 start) external;
    function tellUnitOff(bytes32 commitmentId, bytes32 unitId) external;
}
