using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

// On Windows native calls go to the libraries of the system, never to one of that name beside the program or in the current folder. Other
// systems search where they always do.
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.System32)]

// Not CLS-compliant: user and group ids are uint and resource limits are ulong, as the kernels define them.
[assembly: CLSCompliant(false)]
