using System.Runtime.InteropServices;

namespace Psutil.Platforms.Windows.Interop;

/// <summary>A handle of the service manager, or of a service.</summary>
internal sealed class ServiceHandle : SafeHandle
{
    public ServiceHandle(nint handle)
        : base(0, ownsHandle: true) => SetHandle(handle);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => Advapi32.CloseService(handle);
}
