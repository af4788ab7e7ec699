using System.Diagnostics;
using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows;

/// <summary>The redirected standard streams of a program: our ends of its pipes.</summary>
internal sealed class ProgramStreams : IDisposable
{
    private readonly AnonymousPipeServerStream? _input;
    private readonly AnonymousPipeServerStream? _output;
    private readonly AnonymousPipeServerStream? _error;

    public ProgramStreams(ProcessStartInfo startInfo)
    {
        try
        {
            _input = Create(startInfo.RedirectStandardInput, PipeDirection.Out);
            _output = Create(startInfo.RedirectStandardOutput, PipeDirection.In);
            _error = Create(startInfo.RedirectStandardError, PipeDirection.In);
        }
        catch
        {
            Dispose();
            throw;
        }

        // By default the code pages of the console, as .NET's Process has it.
        Input = _input is null
            ? null
            : new StreamWriter(_input, startInfo.StandardInputEncoding ?? Console.InputEncoding) { AutoFlush = true };
        Output = _output is null ? null : new StreamReader(_output, startInfo.StandardOutputEncoding ?? Console.OutputEncoding);
        Error = _error is null ? null : new StreamReader(_error, startInfo.StandardErrorEncoding ?? Console.OutputEncoding);
    }

    public StreamWriter? Input { get; }

    public StreamReader? Output { get; }

    public StreamReader? Error { get; }

    /// <summary>
    /// Calls with the handles that the program inherits as its standard input, output and error: of a stream that is not redirected, a copy
    /// of ours, or 0 if we have none. Empty if no stream is redirected: then the program gets its console's or ours by itself.
    /// </summary>
    /// <remarks>
    /// They are inheritable during the call alone, because whoever starts another program meanwhile, with all inheritable handles, would
    /// keep the pipes open.
    /// </remarks>
    public int WithHandles(Func<nint[], int> start)
    {
        if (_input is null && _output is null && _error is null)
        {
            return start([]);
        }

        nint[] handles = new nint[3];
        try
        {
            handles[0] = Inheritable(_input, Kernel32.StandardInput);
            handles[1] = Inheritable(_output, Kernel32.StandardOutput);
            handles[2] = Inheritable(_error, Kernel32.StandardError);
            return start(handles);
        }
        finally
        {
            foreach (nint handle in handles.Where(static handle => handle != 0))
            {
                new SafeFileHandle(handle, ownsHandle: true).Dispose();
            }

            _input?.DisposeLocalCopyOfClientHandle();
            _output?.DisposeLocalCopyOfClientHandle();
            _error?.DisposeLocalCopyOfClientHandle();
        }
    }

    public void Dispose()
    {
        _input?.Dispose();
        _output?.Dispose();
        _error?.Dispose();
    }

    private static AnonymousPipeServerStream? Create(bool isRedirected, PipeDirection direction) =>
        isRedirected ? new AnonymousPipeServerStream(direction, HandleInheritability.None) : null;

    private static nint Inheritable(AnonymousPipeServerStream? pipe, int standard)
    {
        nint handle = pipe?.ClientSafePipeHandle.DangerousGetHandle() ?? Kernel32.GetStandardHandle(standard);
        if (handle is 0 or -1)
        {
            return 0;
        }

        // A closed handle of ours is as good as none.
        int error = Kernel32.Duplicate(handle, isInheritable: true, out nint copy);
        return error == Win32Error.Success || pipe is null ? copy : throw Win32Error.ToException("DuplicateHandle", error);
    }
}
