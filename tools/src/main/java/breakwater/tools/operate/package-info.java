/**
 * What an operator does to a running engine, through its mapped files alone: kill, resume, status. Works while the engine
 * hangs, its ring is full or the disk is full. Kill and status load neither the command-line library, nor Chronicle, nor
 * JSON; resume waits for the engine's answer in the journal and does. Start with {@code KillCommand}.
 */
package breakwater.tools.operate;
