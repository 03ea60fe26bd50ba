/** Every course that a few orders on one instrument can take, driven through the engine and recomputed by plain arithmetic. */
package breakwater.core.model;
