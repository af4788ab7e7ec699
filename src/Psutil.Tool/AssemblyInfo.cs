using System.Runtime.InteropServices;

// As in the library: a program that administrators run must not load a library that somebody has put beside it.
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
