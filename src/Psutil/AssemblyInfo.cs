using System.Runtime.CompilerServices;

[assembly: DisableRuntimeMarshalling]

// User and group ids are the kernels' 32 unsigned bits and resource limits their 64: types that the CLS does not have.
[assembly: CLSCompliant(false)]
