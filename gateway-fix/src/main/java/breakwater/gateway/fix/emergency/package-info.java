/**
 * A session beside the engine's, for whoever has to act when the engine cannot: with CompIDs, sequence numbers and a store of
 * its own. It sees an account's working orders as the venue tells of them (mass status by account, copies of reports), takes
 * entries back one by one, and reduces what the venue confirms by collared slices that the venue itself keeps from raising.
 *
 * <pre>
 *   logon ─▶ AF by account ─▶ AN ─▶ copies of 8 as they come, AF again each 5 s      (what is, kept current while nothing is wrong)
 *   T1    ─▶ F for each entry ─▶ AF until none rests
 *   T2    ─▶ AF, AN: told = kept? ─▶ V ─▶ D (IOC, 18=E) ─▶ 8 ─▶ stops shrink by what filled (G, F) ─▶ AN …
 * </pre>
 *
 * <p>Knows nothing of the engine's state: nothing here is read from its journals. Refuses: to touch what it cannot tell from
 * protection, to reduce what the venue's position and its reports do not agree on. Start with {@code EmergencySession}.
 */
package breakwater.gateway.fix.emergency;
