using System.Reflection;
using System.Runtime.CompilerServices;
using Psutil.Recording;

namespace Psutil.HostileTests.Calls;

/// <summary>One public method or getter of the library, which can be called again and again.</summary>
internal sealed class PublicCall
{
    private readonly MethodInfo _method;
    private readonly ParameterInfo[] _parameters;
    private readonly ICallSubjects _subjects;
    private readonly MethodInvoker _invoker;

    public PublicCall(MethodInfo method, ICallSubjects subjects)
    {
        _method = method;
        _parameters = method.GetParameters();
        _subjects = subjects;
        _invoker = MethodInvoker.Create(method);
        Name = NameOf(method);
    }

    public string Name { get; }

    /// <summary>Every public method and getter that does something: what a type of plain data is made of by the compiler does not.</summary>
    public static IEnumerable<MethodInfo> FindAll() =>
        from type in typeof(Machine).Assembly.GetExportedTypes().Concat(typeof(RecordedMachine).Assembly.GetExportedTypes())
        where !type.IsEnum && !typeof(Exception).IsAssignableFrom(type) && !typeof(Delegate).IsAssignableFrom(type)
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where !IsPlain(method)
        orderby NameOf(method)
        select method;

    public static string NameOf(MethodInfo method) =>
        $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => parameter.ParameterType.Name))})";

    /// <summary>Calls it, uses up what it returns and gives that back; the exception that it ended with, if any.</summary>
    public Exception? Invoke()
    {
        try
        {
            if (CallSubjects.FindByHand(Name) is { } call)
            {
                UseUp(call());
                return null;
            }

            object? subject = _method.IsStatic ? null : _subjects.Get(_method);
            object?[] arguments = [.. _parameters.Select(parameter => _subjects.MakeArgument(_method, parameter))];
            UseUp(_invoker.Invoke(subject, arguments.AsSpan()));
            return null;
        }
#pragma warning disable CA1031 // What may end a call is for the caller to say.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception;
        }
        finally
        {
            _subjects.Release();
        }
    }

    // Properties of records, equality, text and 'init': nothing that reads, opens or starts.
    private static bool IsPlain(MethodInfo method) =>
        method.IsDefined(typeof(CompilerGeneratedAttribute))
        || method.Name is "Equals" or "GetHashCode" or "ToString" or "Deconstruct"
        || method.Name.StartsWith("op_", StringComparison.Ordinal)
        || method.Name.StartsWith("set_", StringComparison.Ordinal)
        || (method.Name.StartsWith("get_", StringComparison.Ordinal) && IsStored(method));

    // What can be set is stored, and what a type of plain data has besides is computed from that.
    private static bool IsStored(MethodInfo getter) =>
        CallSubjects.IsData(getter.DeclaringType!)
        || getter.DeclaringType!.GetProperty(getter.Name["get_".Length..])?.SetMethod is not null;

    private static void UseUp(object? result)
    {
        switch (result)
        {
            case Task task:
                task.GetAwaiter().GetResult();
                UseUp(task.GetType().GetProperty("Result")?.GetValue(task));
                break;
            case IAsyncEnumerable<ProcessEvent> events:
                Take(events);
                break;
            case IAsyncEnumerator<ProcessEvent> events:
                events.DisposeAsync().AsTask().GetAwaiter().GetResult();
                break;
            case System.Collections.IEnumerable items and not string:
                foreach (object? item in items)
                {
                    _ = item;
                }

                break;
            default:
                break;
        }

        if (result is IDisposable disposable and not Task and not Machine)
        {
            disposable.Dispose();
        }
        else if (result is Machine machine && machine != Machine.Local)
        {
            machine.Dispose();
        }
    }

    /// <summary>Starts to enumerate, and is cancelled while it waits.</summary>
    private static void Take(IAsyncEnumerable<ProcessEvent> events)
    {
        using CancellationTokenSource cancellation = new(TimeSpan.FromMilliseconds(5));
        IAsyncEnumerator<ProcessEvent> enumerator = events.GetAsyncEnumerator(cancellation.Token);
        try
        {
            while (enumerator.MoveNextAsync().AsTask().GetAwaiter().GetResult()) { }
        }
        catch (OperationCanceledException) { }
        finally
        {
            enumerator.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
