package breakwater.gateway.fix.orderentry;

/**
 * A fill as a report tells of it: price and quantity as mantissas, the fee in 1e-8 of the account's currency. A bust need not
 * repeat what it takes back; then they are 0.
 */
record ToldFill(long price, long quantity, long feeE8) {}
