/** Figures of the FIX translation, beside QuickFIX/J used plainly. Owns nothing; refuses a figure without its peer. */
package breakwater.gateway.fix.orderentry;
