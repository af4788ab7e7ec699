using System.Collections.Concurrent;
using Psutil.SimulatedTests.Abi;

namespace Psutil.SimulatedTests.Kernel;

/// <summary>
/// A kernel and C library of another operating system, as far as the library asks it: each function has a handler, and the answers are laid
/// out by the ABI tables. One at a time; disposing it checks that no call went wrong.
/// </summary>
public abstract unsafe class SimulatedKernel : IDisposable
{
    private static volatile SimulatedKernel? _current;

    private readonly Dictionary<string, Func<NativeCall, nint>> _handlers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _calls = [];
    private readonly ConcurrentQueue<string> _mistakes = [];

    protected SimulatedKernel(AbiTable abi)
    {
        SimulatedLibrary.Use();
        Abi = abi;
        Sysctl = new SysctlTree(abi);
        On("sysctl", Sysctl.Read);
        On("sysctlbyname", Sysctl.ReadByName);
        On("sysctlnametomib", Sysctl.FindNumbers);
        _current = this;
    }

    public AbiTable Abi { get; }

    public SysctlTree Sysctl { get; }

    /// <summary>The functions that were called, in order.</summary>
    public IReadOnlyCollection<string> Calls => _calls;

    /// <summary>Answers a function.</summary>
    public void On(string function, Func<NativeCall, nint> handler) => _handlers[function] = handler;

    public void Dispose()
    {
        _current = null;
        GC.SuppressFinalize(this);
        Stop();
        Assert.True(_mistakes.IsEmpty, string.Join(Environment.NewLine, _mistakes));
    }

    /// <summary>Lets go whoever still waits for an answer.</summary>
    protected virtual void Stop() { }

    internal static nint Answer(NativeCall call, int* error)
    {
        SimulatedKernel? kernel = _current;
        try
        {
            if (kernel is null)
            {
                *error = 38;
                return -1;
            }

            kernel._calls.Enqueue(call.Function);
            if (!kernel._handlers.TryGetValue(call.Function, out Func<NativeCall, nint>? handler))
            {
                // The thread of an earlier machine, of another system, which has not noticed yet that its kernel is gone.
                if (call.Function is "kevent" or "__kevent50")
                {
                    *error = kernel.Abi.Constant("EBADF");
                    return -1;
                }

                throw new InvalidOperationException($"{call.Function} was called, and this kernel has no such function.");
            }

            return handler(call);
        }
        catch (SystemCallFailedException failure)
        {
            *error = failure.Error;
            return failure.Result;
        }
        catch (Exception mistake)
        {
            // Nothing may be thrown through native frames.
            kernel!._mistakes.Enqueue(mistake.ToString());
            *error = 14;
            return -1;
        }
    }
}
