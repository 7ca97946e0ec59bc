// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

// What clients know by position: names are ours to read by, order and types are the ABI.

/// A CIDv1 in 36 bytes: version, codec, hash function and length in `prefixes`, then the digest.
struct CIDV1 {
    bytes4 prefixes;
    bytes32 hash;
}

struct ProviderInfo {
    string name;
    CIDV1 metadata;
}

struct Offer {
    address provider;
    uint256 minPricePerWorkerEpoch;
    address paymentToken;
    uint256 peerCount;
    uint256 minProtocolVersion;
    uint256 maxProtocolVersion;
}

/// A peer as its provider offers it; `peerId` is the raw ed25519 key, `owner` the wallet of the peer.
struct RegisterComputePeer {
    bytes32 peerId;
    address owner;
    bytes32[] unitIds;
}

struct ComputePeer {
    bytes32 offerId;
    bytes32 commitmentId;
    uint256 unitCount;
    address owner;
}

struct ComputeUnit {
    address deal;
    bytes32 peerId;
    uint256 startEpoch;
}

struct ComputeUnitView {
    bytes32 id;
    address deal;
    uint256 startEpoch;
}

/// The same for nox from 0.25 on.
struct WorkerUnitView {
    bytes32 id;
    address deal;
    uint256 startEpoch;
    bytes32 onchainWorkerId;
}

enum CommitmentStatus {
    Inactive,
    Active,
    WaitDelegation,
    WaitStart,
    Failed,
    Removed
}

struct CommitmentView {
    CommitmentStatus status;
    bytes32 peerId;
    uint256 collateralPerUnit;
    uint256 unitCount;
    uint256 startEpoch;
    uint256 endEpoch;
    uint256 rewardDelegatorRate;
    address delegator;
    uint256 totalFailCount;
    uint256 failedEpoch;
    uint256 exitedUnitCount;
}

enum DealStatus {
    INSUFFICIENT_FUNDS,
    ACTIVE,
    ENDED,
    NOT_ENOUGH_WORKERS,
    SMALL_BALANCE
}

enum AccessType {
    NONE,
    WHITELIST,
    BLACKLIST
}

/// What a deal's owner asks for.
struct DealTerms {
    CIDV1 app;
    address paymentToken;
    uint256 minWorkers;
    uint256 targetWorkers;
    uint256 maxWorkersPerProvider;
    uint256 pricePerWorkerEpoch;
    CIDV1[] effectors;
    AccessType accessType;
    address[] accessList;
    uint256 protocolVersion;
}

/// A unit in a deal; `workerId` is zero until the peer has registered its worker.
struct DealUnit {
    bytes32 id;
    bytes32 workerId;
    bytes32 peerId;
    address provider;
    uint256 joinedEpoch;
}

/// The same for nox from 0.25 on: a worker has one unit here, whose id is its `onchainId`.
struct DealWorker {
    bytes32 offchainId;
    bytes32 onchainId;
    bytes32 peerId;
    address provider;
    uint256 joinedEpoch;
    bytes32[] computeUnitIds;
}
