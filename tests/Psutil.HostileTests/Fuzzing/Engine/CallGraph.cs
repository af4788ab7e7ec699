using System.Reflection;
using System.Reflection.Emit;
using Psutil.Recording;

namespace Psutil.HostileTests.Fuzzing;

/// <summary>Which methods can be reached from others, as far as their code names them.</summary>
internal static class CallGraph
{
    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>The methods that are reached, with the given ones, by their definitions.</summary>
    public static HashSet<MethodBase> Reach(IEnumerable<MethodBase> starts)
    {
        HashSet<MethodBase> reached = [];
        Stack<MethodBase> open = new(starts);
        while (open.TryPop(out MethodBase? method))
        {
            if (IsOurs(method) && reached.Add(method))
            {
                foreach (MethodBase called in Calls(method))
                {
                    open.Push(called);
                }
            }
        }

        return reached;
    }

    private static bool IsOurs(MethodBase method) =>
        method.Module == typeof(Machine).Module
        || method.Module == typeof(RecordedMachine).Module
        || method.Module == typeof(CallGraph).Module;

    private static IEnumerable<MethodBase> Calls(MethodBase method)
    {
        byte[] code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (int at = 0; at < code.Length; )
        {
            short value = code[at++];
            if (value == 0xFE)
            {
                value = (short)(0xFE00 | code[at++]);
            }

            OpCode operation = OpCodesByValue[value];
            if (operation.OperandType == OperandType.InlineMethod)
            {
                yield return Definition(
                    method.Module.ResolveMethod(
                        BitConverter.ToInt32(code, at),
                        method.DeclaringType?.GetGenericArguments(),
                        method.IsGenericMethod ? method.GetGenericArguments() : null
                    )!
                );
            }

            at += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    // An iterator's or a generic method's code is that of its definition.
    private static MethodBase Definition(MethodBase method) => method.Module.ResolveMethod(method.MetadataToken)!;
}
