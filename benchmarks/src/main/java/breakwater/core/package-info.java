/** Figures of the engine as a whole, beside the ideal pipeline. Owns nothing; refuses a figure without its floor. */
package breakwater.core;
