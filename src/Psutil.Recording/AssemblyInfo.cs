using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.System32)]

// Psutil, on which it stands, is not CLS-compliant.
[assembly: CLSCompliant(false)]
