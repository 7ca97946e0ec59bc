// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// Several calls of one contract in one transaction.
abstract contract Batch {
    /// A call to oneself by delegation keeps `msg.sender`. Not payable: each call would see the whole value.
    function multicall(bytes[] calldata data) external returns (bytes[] memory results) {
        results = new bytes[](data.length);
        for (uint256 i; i < data.length; ++i) {
            (bool success, bytes memory result) = address(this).delegatecall(data[i]);
            if (!success) revertWith(result);
            results[i] = result;
        }
    }

    /// What went wrong inside goes out as it is: clients compare the bytes.
    function revertWith(bytes memory reason) private pure {
        assembly ("memory-safe") {
            revert(add(reason, 32), mload(reason))
        }
    }
}
