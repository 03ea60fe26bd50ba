/** Figures of the gate, beside an empty decision. Owns nothing; refuses a figure without its floor. */
package breakwater.core.risk;
