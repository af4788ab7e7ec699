using System.Runtime.CompilerServices;

[assembly: DisableRuntimeMarshalling]

// Not CLS-compliant: user and group ids are uint and resource limits are ulong, as the kernels define them.
[assembly: CLSCompliant(false)]
