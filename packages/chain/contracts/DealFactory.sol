// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import "./Interfaces.sol";

/// Makes deals: minimal proxies (EIP-1167) of one that is there. Compiled through the IR: `deployDeal` and `DealCreated` have more
/// words than the stack has room for otherwise.
contract DealFactory {
    ICore public immutable core;
    address private immutable template;

    mapping(address => bool) public hasDeal;

    event DealCreated(
        address indexed owner,
        address deal,
        uint256 createdAtEpoch,
        address paymentToken,
        uint256 minWorkers,
        uint256 targetWorkers,
        uint256 maxWorkersPerProvider,
        uint256 pricePerWorkerEpoch,
        CIDV1[] effectors,
        CIDV1 appCID,
        AccessType providersAccessType_,
        address[] providersAccessList_,
        uint256 protocolVersion_
    );

    constructor(ICore core_, address template_) {
        (core, template) = (core_, template_);
    }

    /// @param depositAmount must cover the first epochs; the sender has approved it to this contract
    function deployDeal(
        CIDV1 calldata app,
        IToken paymentToken,
        uint256 depositAmount,
        uint256 minWorkers,
        uint256 targetWorkers,
        uint256 maxWorkersPerProvider,
        uint256 pricePerWorkerEpoch,
        CIDV1[] calldata effectors,
        AccessType accessType,
        address[] calldata accessList,
        uint256 protocolVersion
    ) external returns (address deal) {
        DealTerms memory terms = DealTerms(
            app,
            address(paymentToken),
            minWorkers,
            targetWorkers,
            maxWorkersPerProvider,
            pricePerWorkerEpoch,
            effectors,
            accessType,
            accessList,
            protocolVersion
        );
        check(terms, depositAmount);
        deal = clone(template);
        hasDeal[deal] = true;
        IDeal(deal).initialize(core, msg.sender, depositAmount, terms);
        tell(deal, terms);
        require(paymentToken.transferFrom(msg.sender, deal, depositAmount), "Token: transfer failed");
    }

    function check(DealTerms memory terms, uint256 depositAmount) private view {
        require(terms.minWorkers > 0, "Config: minWorkers should be greater than 0");
        require(
            terms.minWorkers <= terms.targetWorkers, "Config: minWorkers should be less or equal to targetWorkers"
        );
        uint256 least = core.minDealDepositedEpochs() * terms.targetWorkers * terms.pricePerWorkerEpoch;
        require(depositAmount >= least, "Deposit amount is less than minimum required");
    }

    function tell(address deal, DealTerms memory terms) private {
        emit DealCreated(
            msg.sender,
            deal,
            core.currentEpoch(),
            terms.paymentToken,
            terms.minWorkers,
            terms.targetWorkers,
            terms.maxWorkersPerProvider,
            terms.pricePerWorkerEpoch,
            terms.effectors,
            terms.app,
            terms.accessType,
            terms.accessList,
            terms.protocolVersion
        );
    }

    /// The code of EIP-1167 around the address of the template.
    function clone(address of_) private returns (address made) {
        bytes memory code = abi.encodePacked(
            hex"3d602d80600a3d3981f3363d3d373d3d3d363d73", of_, hex"5af43d82803e903d91602b57fd5bf3"
        );
        assembly ("memory-safe") {
            made := create(0, add(code, 32), mload(code))
        }
        require(made != address(0), "Deal cannot be created");
    }
}
