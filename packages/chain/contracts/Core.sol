// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import "./Interfaces.sol";

/// Where everything is, and the numbers of a local network: those of upstream's, but for rematching, which waits for nothing.
contract Core {
    address public immutable owner = msg.sender;
    uint256 public immutable initTimestamp = block.timestamp;

    uint256 public constant epochDuration = 15;
    uint256 public constant precision = 10 ** 7;
    uint256 public constant minDuration = 0;
    uint256 public constant fltCollateralPerUnit = 0.1 ether;
    uint256 public constant minDealDepositedEpochs = 2;
    uint256 public constant minDealRematchingEpochs = 0;
    uint256 public constant minProtocolVersion = 1;
    uint256 public constant maxProtocolVersion = 1;
    uint256 public constant minProofsPerEpoch = 2;
    uint256 public constant maxProofsPerEpoch = 5;
    bytes32 public constant difficulty = bytes32(type(uint256).max >> 32);

    IMarket public market;
    ICapacity public capacity;
    IDealFactory public factory;
    IDiamond public diamond;

    /// The addresses are known only when all are made: once, by who made this one.
    function wire(IMarket market_, ICapacity capacity_, IDealFactory factory_, IDiamond diamond_) external {
        require(msg.sender == owner, "Ownable: caller is not the owner");
        require(address(market) == address(0), "Core: wired already");
        (market, capacity, factory, diamond) = (market_, capacity_, factory_, diamond_);
    }

    /// The first epoch is 1. Moves with blocks: a call sees the time of the latest.
    function currentEpoch() external view returns (uint256) {
        return 1 + (block.timestamp - initTimestamp) / epochDuration;
    }
}
