/**
 * What an operator does to a running engine, through its mapped files alone: kill, resume, status. Works while the engine
 * hangs, its ring is full or the disk is full. Loads neither the command-line library, nor Chronicle, nor JSON.
 */
package breakwater.tools.operate;
