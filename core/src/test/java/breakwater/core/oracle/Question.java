package breakwater.core.oracle;

import java.math.BigInteger;

/**
 * What the controls after P21 are asked: the proposal, its instrument, the quantity that comes on top of what works, the sums
 * of {@link Worst#exposures}, and the time.
 */
record Question(Proposal p, World.Instrument instrument, BigInteger added, BigInteger[] exposures, long nowNs) {}
