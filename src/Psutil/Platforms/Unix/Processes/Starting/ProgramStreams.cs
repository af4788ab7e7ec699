using System.Diagnostics;
using System.IO.Pipes;
using System.Text;

namespace Psutil.Platforms.Unix;

/// <summary>The redirected standard streams of a program: pipes that no other program inherits.</summary>
internal sealed class ProgramStreams : IDisposable
{
    private static readonly Encoding PlainUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    private readonly AnonymousPipeServerStream?[] _pipes = new AnonymousPipeServerStream?[3];

    /// <summary>Creates the pipes.</summary>
    /// <exception cref="IOException">The kernel has no more of them; its <c>HResult</c> is the errno.</exception>
    public ProgramStreams(ProcessStartInfo startInfo)
    {
        try
        {
            _pipes[0] = startInfo.RedirectStandardInput ? CreatePipe(PipeDirection.Out) : null;
            _pipes[1] = startInfo.RedirectStandardOutput ? CreatePipe(PipeDirection.In) : null;
            _pipes[2] = startInfo.RedirectStandardError ? CreatePipe(PipeDirection.In) : null;
        }
        catch
        {
            Dispose();
            throw;
        }

        StandardInput = _pipes[0] is { } input
            ? new StreamWriter(input, startInfo.StandardInputEncoding ?? PlainUtf8) { AutoFlush = true }
            : null;
        StandardOutput = _pipes[1] is { } output ? new StreamReader(output, startInfo.StandardOutputEncoding ?? PlainUtf8) : null;
        StandardError = _pipes[2] is { } error ? new StreamReader(error, startInfo.StandardErrorEncoding ?? PlainUtf8) : null;
    }

    public StreamWriter? StandardInput { get; }

    public StreamReader? StandardOutput { get; }

    public StreamReader? StandardError { get; }

    /// <summary>The descriptors of the program's ends, by the number of the stream; -1 for the caller's own stream.</summary>
    public int[] GetProgramEnds() => [.. _pipes.Select(pipe => pipe is null ? -1 : (int)pipe.ClientSafePipeHandle.DangerousGetHandle())];

    /// <summary>Closes the program's ends, which the program has by now.</summary>
    public void CloseProgramEnds()
    {
        foreach (AnonymousPipeServerStream? pipe in _pipes)
        {
            pipe?.DisposeLocalCopyOfClientHandle();
        }
    }

    public void Dispose()
    {
        CloseProgramEnds();
        foreach (AnonymousPipeServerStream? pipe in _pipes)
        {
            pipe?.Dispose();
        }
    }

    // Where the caller has closed its own standard streams, a pipe can have their numbers, which the child would replace.
    private static AnonymousPipeServerStream CreatePipe(PipeDirection direction)
    {
        AnonymousPipeServerStream pipe = new(direction, HandleInheritability.None);
        if (pipe.SafePipeHandle.DangerousGetHandle() > 2 && pipe.ClientSafePipeHandle.DangerousGetHandle() > 2)
        {
            return pipe;
        }

        try
        {
            return CreatePipe(direction);
        }
        finally
        {
            pipe.DisposeLocalCopyOfClientHandle();
            pipe.Dispose();
        }
    }
}
