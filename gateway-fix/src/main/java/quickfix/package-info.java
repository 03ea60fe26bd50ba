/** What has to stand in QuickFIX/J's own package, because it replaces what only that package sees: the parsing of a message. */
package quickfix;
