/**
 * How a session with a venue is opened, and in which FIX it speaks: where and as whom it logs on, when, and the dialects. A dialect is
 * a small class on top of generic FIX 4.4, chosen by {@code dialect:} in the venue's row; sessions, encoders and readers ask it,
 * and know no venue by name. What a dialect cannot say a venue of it does not have
 * ({@link breakwater.gateway.fix.session.Capabilities}); a row that claims more is refused when the configuration is read.
 */
package breakwater.gateway.fix.session;
