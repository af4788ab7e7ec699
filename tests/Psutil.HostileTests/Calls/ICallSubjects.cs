using System.Reflection;

namespace Psutil.HostileTests.Calls;

/// <summary>What public calls are made on and with.</summary>
internal interface ICallSubjects
{
    /// <summary>The object that a method is called on.</summary>
    object Get(MethodInfo method);

    /// <summary>One argument.</summary>
    object? MakeArgument(MethodInfo method, ParameterInfo parameter);

    /// <summary>Gives back what was made for one call.</summary>
    void Release();
}
