/**
 * Checks before anything runs: configuration files, the machine, the meaning of codes; and made-up data to try things
 * with. Changes nothing but the file that {@code data generate} is told to write. Thread: the command's. Start with {@code
 * DoctorCommand}.
 */
package breakwater.tools.check;
