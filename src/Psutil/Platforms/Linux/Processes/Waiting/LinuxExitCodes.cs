using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>Exit codes of any process, from a descriptor of each that is held while it is alive, up to a limit.</summary>
/// <param name="reader">Reads when a process started.</param>
/// <param name="most">The maximum number of descriptors.</param>
internal sealed class LinuxExitCodes(LinuxProcessReader reader, ulong most) : ExitCodeSource
{
    private readonly Lock _lock = new();
    private Dictionary<ProcessIdentity, SafeFileHandle>? _handles = [];

    public override void Follow(ProcessIdentity process)
    {
        lock (_lock)
        {
            if (_handles is null || (ulong)_handles.Count >= most)
            {
                return;
            }

            int descriptor = Libc.OpenPidFd(process.Pid);
            if (descriptor < 0)
            {
                return;
            }

            SafeFileHandle handle = new(descriptor, ownsHandle: true);
            _ = reader.ReadStartTime(process.Pid, out long? start);
            if (start is null || start != process.StartTime || !_handles.TryAdd(process, handle))
            {
                handle.Dispose();
            }
        }
    }

    public override bool TryRead(ProcessIdentity process, out int? exitCode)
    {
        lock (_lock)
        {
            exitCode = null;
            bool mayCome = false;
            if (_handles is not null && _handles.TryGetValue(process, out SafeFileHandle? handle))
            {
                exitCode = LinuxExit.Read(handle, process.Pid, reader, out mayCome);
            }

            return !mayCome;
        }
    }

    public override void Forget(ProcessIdentity process)
    {
        lock (_lock)
        {
            if (_handles is not null && _handles.Remove(process, out SafeFileHandle? handle))
            {
                handle.Dispose();
            }
        }
    }

    public override void Dispose()
    {
        lock (_lock)
        {
            Dictionary<ProcessIdentity, SafeFileHandle> held = _handles ?? [];
            _handles = null;
            foreach (SafeFileHandle handle in held.Values)
            {
                handle.Dispose();
            }
        }
    }
}
