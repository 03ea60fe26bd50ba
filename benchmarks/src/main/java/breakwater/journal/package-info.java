/** Figures of the append path, beside the library's and the machine's own. Owns nothing; refuses a figure without its floor. */
package breakwater.journal;
