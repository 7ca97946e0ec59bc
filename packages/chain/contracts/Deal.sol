// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import "./Interfaces.sol";
import "./Batch.sol";

/// One deal: what its owner asks for, the units that are in it, and the money that goes to their providers. The factory makes clones
/// of one that is locked.
contract Deal is Batch {
    /// `place`: index in `units` plus one; `since`: `earned` when its reward was last zero.
    struct Account {
        uint256 place;
        uint256 since;
    }

    ICore public core;
    address public owner;
    uint256 public creationBlock;

    DealTerms private asked;
    mapping(address => bool) private isListed;

    DealUnit[] private units;
    mapping(bytes32 => Account) private accounts;
    mapping(bytes32 => bool) public isComputePeerExist;
    mapping(address => uint256) private unitCountOf;
    uint256 private registered;

    /// Tokens that nobody had earned when epoch `settledEpoch` began.
    uint256 private balance;
    uint256 private settledEpoch;
    /// What a worker that was always registered has earned.
    uint256 private earned;
    bool private ended;
    uint256 private maxPaid;

    event AppCIDChanged(CIDV1 newAppCID);
    event ComputeUnitJoined(bytes32 indexed peerId, bytes32 unitId);
    event ComputeUnitRemoved(bytes32 indexed peerId, bytes32 unitId);
    event DealEnded(uint256 endedEpoch);
    event Deposited(uint256 amount);
    event MaxPaidEpochUpdated(uint256 maxPaidEpoch);
    event RewardWithdrawn(bytes32 computeUnitId, uint256 reward);
    event Withdrawn(uint256 amount);
    event WorkerIdUpdated(bytes32 computeUnitId, bytes32 workerId);

    modifier onlyOwner() {
        require(msg.sender == owner, "Ownable: caller is not the owner");
        _;
    }

    modifier onlyMarket() {
        require(msg.sender == address(core.market()), "Only market");
        _;
    }

    /// What may change how fast money flows: what has flowed until now is written down first.
    modifier settling() {
        settle();
        _;
        uint256 paid = getMaxPaidEpoch();
        if (paid != maxPaid) emit MaxPaidEpochUpdated(maxPaid = paid);
    }

    /// Nobody can initialize the one that is cloned.
    constructor(ICore core_) {
        core = core_;
    }

    function initialize(ICore core_, address owner_, uint256 balance_, DealTerms calldata terms_) external {
        require(address(core) == address(0), "Initializable: contract is already initialized");
        (core, owner, balance, creationBlock) = (core_, owner_, balance_, block.number);
        asked.app = terms_.app;
        (asked.paymentToken, asked.pricePerWorkerEpoch) = (terms_.paymentToken, terms_.pricePerWorkerEpoch);
        (asked.minWorkers, asked.targetWorkers) = (terms_.minWorkers, terms_.targetWorkers);
        (asked.maxWorkersPerProvider, asked.protocolVersion) = (terms_.maxWorkersPerProvider, terms_.protocolVersion);
        (asked.accessType, asked.accessList) = (terms_.accessType, terms_.accessList);
        for (uint256 i; i < terms_.effectors.length; ++i) asked.effectors.push(terms_.effectors[i]);
        for (uint256 i; i < terms_.accessList.length; ++i) isListed[terms_.accessList[i]] = true;
        settledEpoch = core_.currentEpoch();
        emit Deposited(balance_);
    }

    // The owner's

    function setAppCID(CIDV1 calldata app) external onlyOwner {
        requireLive();
        asked.app = app;
        emit AppCIDChanged(app);
    }

    function deposit(uint256 amount) external onlyOwner settling {
        requireLive();
        balance += amount;
        emit Deposited(amount);
        require(IToken(asked.paymentToken).transferFrom(msg.sender, address(this), amount), "Token: transfer failed");
    }

    function withdraw(uint256 amount) external onlyOwner settling {
        uint256 kept = ended ? 0 : minimum();
        require(balance >= kept && amount <= balance - kept, "Free balance needs to cover minDealDepositedEpochs");
        balance -= amount;
        emit Withdrawn(amount);
        pay(msg.sender, amount);
    }

    function stop() external onlyOwner settling {
        require(!ended, "Deal is not active");
        ended = true;
        emit DealEnded(core.currentEpoch());
    }

    // Workers

    /// By the ABI of nox up to 0.23.
    function setWorker(bytes32 unitId, bytes32 workerId) external {
        register(unitId, workerId);
    }

    /// By the ABI of nox from 0.25 on: a worker's id on the chain is that of its unit.
    function activateWorker(bytes32 onchainId, bytes32 offchainId) external {
        register(onchainId, offchainId);
    }

    /// The peer leaves the deal: its unit is free again.
    function removeWorker(bytes32 onchainId) external {
        requireHost(unitOf(onchainId));
        core.market().releaseUnit(onchainId);
    }

    /// A second worker of a unit takes the place of the first: what counts is what the peer has.
    function register(bytes32 unitId, bytes32 workerId) private settling {
        requireLive();
        require(workerId != 0, "WorkerId can't be empty");
        DealUnit storage unit = unitOf(unitId);
        requireHost(unit);
        if (unit.workerId == 0) {
            ++registered;
            accounts[unitId].since = earned;
        }
        unit.workerId = workerId;
        emit WorkerIdUpdated(unitId, workerId);
    }

    /// Anybody may ask; it goes to the provider.
    function withdrawRewards(bytes32 unitId) external settling {
        DealUnit memory unit = unitOf(unitId);
        uint256 reward = rewardOf(unit, earned);
        accounts[unitId].since = earned;
        sendReward(unit, reward);
    }

    // The market's

    function addComputeUnit(address provider, bytes32 unitId, bytes32 peerId) external onlyMarket settling {
        require(!ended, "Deal is ended");
        require(unitCountOf[provider] < asked.maxWorkersPerProvider, "Max units per compute provider reached");
        units.push(DealUnit(unitId, 0, peerId, provider, core.currentEpoch()));
        accounts[unitId] = Account(units.length, earned);
        isComputePeerExist[peerId] = true;
        ++unitCountOf[provider];
        emit ComputeUnitJoined(peerId, unitId);
    }

    function removeComputeUnit(bytes32 unitId) external onlyMarket settling {
        DealUnit memory unit = unitOf(unitId);
        if (unit.workerId != 0) --registered;
        uint256 reward = rewardOf(unit, earned);
        uint256 place = accounts[unitId].place;
        DealUnit storage last = units[units.length - 1];
        accounts[last.id].place = place;
        units[place - 1] = last;
        units.pop();
        delete accounts[unitId];
        isComputePeerExist[unit.peerId] = false;
        --unitCountOf[unit.provider];
        emit ComputeUnitRemoved(unit.peerId, unitId);
        if (reward > 0) sendReward(unit, reward);
    }

    // Reads

    /// @dev INSUFFICIENT_FUNDS lasts until a deposit, or until the workers have left.
    function getStatus() external view returns (DealStatus) {
        if (ended) return DealStatus.ENDED;
        uint256 paid = getMaxPaidEpoch();
        if (rate() > 0 && core.currentEpoch() > paid) return DealStatus.INSUFFICIENT_FUNDS;
        if (getFreeBalance() < minimum()) return DealStatus.SMALL_BALANCE;
        if (registered < asked.minWorkers) return DealStatus.NOT_ENOUGH_WORKERS;
        return DealStatus.ACTIVE;
    }

    function getFreeBalance() public view returns (uint256) {
        return balance - paidEpochs() * rate();
    }

    /// The last epoch that all workers are paid for; 0 while none is paid.
    function getMaxPaidEpoch() public view returns (uint256) {
        return rate() == 0 ? 0 : settledEpoch + balance / rate() - 1;
    }

    function getRewardAmount(bytes32 unitId) external view returns (uint256) {
        return rewardOf(unitOf(unitId), earned + paidEpochs() * asked.pricePerWorkerEpoch);
    }

    function getComputeUnit(bytes32 unitId) external view returns (DealUnit memory) {
        return unitOf(unitId);
    }

    function getComputeUnits() external view returns (DealUnit[] memory) {
        return units;
    }

    function getWorkers() external view returns (DealWorker[] memory rows) {
        rows = new DealWorker[](units.length);
        for (uint256 i; i < units.length; ++i) {
            DealUnit storage unit = units[i];
            bytes32[] memory ids = new bytes32[](1);
            ids[0] = unit.id;
            rows[i] = DealWorker(unit.workerId, unit.id, unit.peerId, unit.provider, unit.joinedEpoch, ids);
        }
    }

    function getComputeUnitCount() external view returns (uint256) {
        return units.length;
    }

    function getComputeUnitCount(address provider) external view returns (uint256) {
        return unitCountOf[provider];
    }

    function getWorkerCount() external view returns (uint256) {
        return registered;
    }

    function isProviderAllowed(address provider) external view returns (bool) {
        if (asked.accessType == AccessType.NONE) return true;
        return isListed[provider] == (asked.accessType == AccessType.WHITELIST);
    }

    function terms() external view returns (DealTerms memory) {
        return asked;
    }

    function appCID() external view returns (CIDV1 memory) {
        return asked.app;
    }

    function effectors() external view returns (CIDV1[] memory) {
        return asked.effectors;
    }

    function paymentToken() external view returns (address) {
        return asked.paymentToken;
    }

    function pricePerWorkerEpoch() external view returns (uint256) {
        return asked.pricePerWorkerEpoch;
    }

    function minWorkers() external view returns (uint256) {
        return asked.minWorkers;
    }

    function targetWorkers() external view returns (uint256) {
        return asked.targetWorkers;
    }

    function maxWorkersPerProvider() external view returns (uint256) {
        return asked.maxWorkersPerProvider;
    }

    function providersAccessType() external view returns (AccessType) {
        return asked.accessType;
    }

    function getProtocolVersion() external view returns (uint256) {
        return asked.protocolVersion;
    }

    // Money

    /// What an epoch costs: nothing before there are as many workers as the owner needs.
    function rate() private view returns (uint256) {
        if (ended || registered < asked.minWorkers) return 0;
        return asked.pricePerWorkerEpoch * registered;
    }

    /// Epochs since the last settlement that all workers could be paid for. One that is under way is not.
    function paidEpochs() private view returns (uint256) {
        uint256 perEpoch = rate();
        if (perEpoch == 0) return 0;
        uint256 passed = core.currentEpoch() - settledEpoch;
        uint256 affordable = balance / perEpoch;
        return passed < affordable ? passed : affordable;
    }

    function settle() private {
        uint256 paid = paidEpochs();
        balance -= paid * rate();
        earned += paid * asked.pricePerWorkerEpoch;
        settledEpoch = core.currentEpoch();
    }

    function minimum() private view returns (uint256) {
        return core.minDealDepositedEpochs() * asked.pricePerWorkerEpoch * asked.targetWorkers;
    }

    function rewardOf(DealUnit memory unit, uint256 earnedByNow) private view returns (uint256) {
        return unit.workerId == 0 ? 0 : earnedByNow - accounts[unit.id].since;
    }

    function sendReward(DealUnit memory unit, uint256 reward) private {
        emit RewardWithdrawn(unit.id, reward);
        pay(unit.provider, reward);
    }

    function pay(address to, uint256 amount) private {
        require(IToken(asked.paymentToken).transfer(to, amount), "Token: transfer failed");
    }

    // Helpers

    function requireLive() private view {
        require(!ended, "Deal is ended");
    }

    function requireHost(DealUnit memory unit) private view {
        bool allowed = msg.sender == unit.provider || msg.sender == core.market().getComputePeer(unit.peerId).owner;
        require(allowed, "Only provider or owner can set worker");
    }

    function unitOf(bytes32 unitId) private view returns (DealUnit storage) {
        uint256 place = accounts[unitId].place;
        require(place > 0, "ComputeUnit not found");
        return units[place - 1];
    }
}
