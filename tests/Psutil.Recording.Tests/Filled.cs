using System.Collections;
using System.Net;
using System.Net.NetworkInformation;
using System.Reflection;

namespace Psutil.Recording.Tests;

/// <summary>Makes values of which each public member has a value that no other member has.</summary>
internal sealed class Filled
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private int _number = 100;

    public T Of<T>() => (T)Of(typeof(T))!;

    /// <summary>Gives the members of an object that can be set their values.</summary>
    public void Fill(object target, Func<PropertyInfo, bool>? only = null)
    {
        foreach (PropertyInfo property in target.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            if (property.SetMethod?.IsPublic == true && property.GetIndexParameters().Length == 0 && only?.Invoke(property) != false)
            {
                property.SetValue(target, Of(property.PropertyType));
            }
        }
    }

    private object? Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        int number = _number++;
        if (type.IsEnum)
        {
            // Each time another one.
            Array values = Enum.GetValues(type);
            return values.GetValue(1 + (number % (values.Length - 1)));
        }

        return type == typeof(bool) ? true
            : type == typeof(string) ? string.Create(CultureInfo.InvariantCulture, $"text {number}")
            : type == typeof(int) ? number
            : type == typeof(uint) ? (uint)number
            : type == typeof(long) ? (long)number << 20
            : type == typeof(double) ? number + 0.25
            : type == typeof(TimeSpan) ? TimeSpan.FromMilliseconds(number)
            : type == typeof(DateTimeOffset) ? Start + TimeSpan.FromSeconds(number)
            : type == typeof(DateOnly) ? DateOnly.FromDateTime(Start.Date).AddDays(number)
            : type == typeof(IPAddress) ? new IPAddress(number)
            : type == typeof(IPEndPoint) ? new IPEndPoint(new IPAddress(number), number)
            : type == typeof(PhysicalAddress) ? new PhysicalAddress([1, 2, 3, 4, 5, (byte)number])
            : typeof(IEnumerable).IsAssignableFrom(type) ? Several(type)
            : Whole(type);
    }

    // Two of each list, and one by a name. Reasons by what they are of are tested with what is missing.
    private object Several(Type type)
    {
        Type[] parts = type.GetGenericArguments();
        if (parts is [var key, var value])
        {
            IDictionary pairs = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(key, value))!;
            if (key == typeof(string))
            {
                pairs.Add(Of(key)!, Of(value));
            }

            return pairs;
        }

        IList list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(parts))!;
        list.Add(Of(parts[0]));
        list.Add(Of(parts[0]));
        return list;
    }

    private object Whole(Type type)
    {
        object made =
            type.GetConstructor([]) is not null || type.IsValueType
                ? Activator.CreateInstance(type)!
                : Activator.CreateInstance(type, nonPublic: true)!;
        Fill(made);
        return made;
    }
}
