/**
 * The gate once more, from the journal alone: plain, slow Java in BigInteger and sorted maps that reads the frames of an
 * engine's run, inputs and outputs in their order, rebuilds markets, orders, positions, money, limits and levels, and
 * recomputes each decision. It shares no code with the engine but the generated codecs and the codes of
 * {@link breakwater.core.message.Control}; {@code OracleStandsAloneTest} holds it to that. Start with
 * {@link breakwater.core.oracle.JournalOracle}; {@link breakwater.core.oracle.Judge} is the gate.
 */
package breakwater.core.oracle;
