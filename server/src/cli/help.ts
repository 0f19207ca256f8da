/** What `unitwright --help` says. */
export const help = `Unitwright knows what systemd will do with a unit file, and udev with a rule.

unitwright check [OPTIONS] PATH…    judge unit files, drop-ins and udev's rules; see unitwright check --help
unitwright server --stdio           serve an editor by the Language Server Protocol
unitwright --version                print the version`;

/** What `unitwright check --help` says. */
export const checkHelp = `unitwright check [OPTIONS] PATH…

Judges unit files, drop-ins and udev's rules as systemd and udev would. A PATH is a file, or a folder that is searched.
A unit file is judged together with its drop-ins and a drop-in with its unit file, where they lie beside it or in
systemd's load path, and among the other units of the folders named.

--format FORMAT        what is printed for each problem: text (a line for people, the default), json (an object a
                       line), github (a command that GitHub shows beside the line); or sarif (a log of the whole run)
--target VERSION       the systemd release to judge for, such as 252, or a range, such as 239-262
                       (default: the installed one, else what the distribution ships, else the newest known)
--severity CODE=LEVEL  report the problems of a code as error, warning, information or hint, or not at all: off;
                       may be given several times
--root DIR             look for the installed systemd and its load path in this unpacked system (default: /)
--user                 files whose path does not tell are for users' managers

The exit status is 0 when there is no error and no warning, 1 when there is one, 2 when something could not be read.`;

/** What `unitwright server --help` says. */
export const serverHelp = `unitwright server --stdio      speak the Language Server Protocol over standard input and output
unitwright server --node-ipc   speak it over Node's channel to the parent process, as VS Code does`;
