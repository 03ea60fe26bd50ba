/** Figures of the venue's scanner, beside a library's. Owns nothing; refuses a figure without its peer. */
package breakwater.gateway.ws.binance;
