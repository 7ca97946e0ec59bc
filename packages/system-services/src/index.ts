/** Packages of system services and their declarative deployer: plan, then apply. */
export {};
