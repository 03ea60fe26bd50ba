/**
 * What the venue says that an account holds: how it is asked (RequestForPositions AN, CollateralInquiry BB) and how its answers
 * are read, for every session that has to know. Refuses: to take an answer for whole that is not, and to take a refusal, or
 * silence, for nothing held. Knows nothing of sessions. Start with {@code PositionsAnswer}.
 */
package breakwater.gateway.fix.account;
